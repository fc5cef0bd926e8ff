"""Readers and writers: files of other apps and watches ↔ training values. No database, no web."""
