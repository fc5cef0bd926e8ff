"""The bar and the plates that a user lifts with."""

from ..storage.accounts import User
from ..training.plates import USUAL, Gear


def gear_of(user: User) -> Gear:
    """The user's own bar and plates, or what most gyms have in the user's unit."""
    return user.gear or USUAL[user.settings.weight_unit]
