"""Rows of a form that buttons add and remove, without JavaScript too."""

import re

from flask import abort, request
from wtforms import FieldList

MOST_FIELDS = 4000  # 500 sets.


class Rows(FieldList):
    """Rows that are numbered by their names; a name whose number is none is no row of ours."""

    def _extract_indices(self, prefix, formdata):
        # WTForms takes any digit that Unicode knows, and as many as there are, for a number.
        own = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})(?:-|$)")
        return (int(match[1]) for name in formdata if (match := own.match(name)))


def refuse_endless_forms() -> None:
    """Refuse a form of far more rows than anyone fills: every other writer would wait for it."""
    if len(request.form) > MOST_FIELDS:
        abort(413, f"This form has more than {MOST_FIELDS:,} fields.")
