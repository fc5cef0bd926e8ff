"""The pages of an account, each of which adds itself to the blueprint."""

from . import views  # noqa: F401 (it is imported for what it adds)
from .blueprint import accounts as accounts
