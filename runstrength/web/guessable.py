"""Passwords that are guessed first: those that many people have, and words that lie near.

The words that lie near are the name of this app and the address of the account, whole or up to its
@, whatever digits and marks stand around them.
"""

from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from string import digits, punctuation, whitespace

SHORTEST = 8  # Characters; every shorter one is guessed.
NAMES = ("runstrength", "run strength")
AROUND = digits + punctuation + whitespace


def is_common(password: str) -> bool:
    """Whether it is one of those that were found most often where passwords were stolen."""
    return password.casefold() in _common()


def lies_near(password: str, email: str) -> bool:
    """Whether it is hardly more than the name of this app or the address of the account."""
    address = email.casefold().strip()
    words = {*NAMES, address, address.partition("@")[0]}
    folded = password.casefold()
    return not words.isdisjoint({folded, folded.strip(AROUND)} - {""})


@cache
def _common() -> frozenset[str]:
    """The list, read when the first password is chosen.

    It is taken from its file: with the rest of its package it would need three times the memory.
    """
    (folder,) = find_spec("zxcvbn").submodule_search_locations
    spec = spec_from_file_location("frequency_lists", Path(folder) / "frequency_lists.py")
    lists = module_from_spec(spec)
    spec.loader.exec_module(lists)
    found = lists.FREQUENCY_LISTS["passwords"]
    return frozenset(word for word in found if len(word) >= SHORTEST)
