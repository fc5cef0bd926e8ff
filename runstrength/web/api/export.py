"""Everything of the user's in one file."""

from .. import current
from ..export import exported
from .blueprint import api


@api.get("/export")
def get_export():
    """The account as a zip file."""
    return exported(current.user())
