"""The user's shoes, as forms offer and pages name them: read once for a request."""

from uuid import UUID

from flask import g

from ..storage import shoes
from ..storage.accounts import User
from ..storage.shoes import Shelf


def shelf_of(user: User) -> Shelf:
    """The user's shoes."""
    if "shelf" not in g:
        g.shelf = shoes.shelf_of(user.id)
    return g.shelf


def shoe_name(user: User, shoe_id: UUID) -> str:
    """What the user calls a pair."""
    shoe = shelf_of(user).find(shoe_id)
    return shoe.name if shoe else ""
