"""Which transactions may write."""

from flask import g, has_app_context
from sqlalchemy import Connection


def may_write(connection: Connection) -> bool:
    """Whether the transaction that begins may write: not while a page is only read."""
    reading = has_app_context() and g.get("read_only", False)
    return connection.get_execution_options().get("writes", not reading)
