"""What `docs/export.md` promises to other programs is what is written, no more and no less."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from runstrength.exchange.account.documents import workout_from
from runstrength.exchange.writing.own import chunks
from tests.exchange.accounts import ACCOUNTS, account_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "export.schema.json").read_text())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(ACCOUNTS)
def test_every_account_is_written_as_the_schema_says(account):
    data = b"".join(chunks(account))
    with ZipFile(BytesIO(data)) as archive:
        written = json.loads(archive.read("runstrength.json"))
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(written)


def test_the_example_in_the_text_is_a_workout_and_matches():
    (example,) = re.findall(r"```json\n(.+?)```", (DOCS / "export.md").read_text(), re.DOTALL)
    workout_from(json.loads(example))
    run = {"$ref": "#/$defs/run", "$defs": SCHEMA["$defs"]}
    Draft202012Validator(run, format_checker=FormatChecker()).validate(json.loads(example))


def test_the_files_in_the_text_are_those_of_the_archive():
    text = (DOCS / "export.md").read_text()
    with ZipFile(BytesIO(b"".join(chunks(account_of())))) as archive:
        for name in archive.namelist():
            assert f"`{name}`" in text
