"""Whether a step is still this worker's: there may be two, or its owner may have moved on."""

from uuid import UUID

from ..storage import imports
from ..storage.imports import Import


def is_as_it_was(user_id: UUID, brought: Import) -> bool:
    """Lock an import, and say whether it is in the very step that it was found in."""
    current = imports.find(user_id, brought.id, lock=True)
    return current is not None and (current.status, current.status_at) == (
        brought.status,
        brought.status_at,
    )
