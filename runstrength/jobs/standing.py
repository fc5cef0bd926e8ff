"""Whether a step is still this worker's: there may be two, or its owner may have moved on."""

from uuid import UUID

from ..storage import accounts, imports
from ..storage.imports import Import


def held(user_id: UUID, import_id: UUID) -> Import | None:
    """The import, held until the commit; its owner is held before it, as by requests that write.

    The other way round, a request that has the owner and waits for the import would be waited for.
    """
    accounts.lock(user_id)
    return imports.find(user_id, import_id, lock=True)


def is_as_it_was(user_id: UUID, brought: Import) -> bool:
    """Lock an import, and say whether it is in the very step that it was found in."""
    current = held(user_id, brought.id)
    return current is not None and (current.status, current.status_at) == (
        brought.status,
        brought.status_at,
    )
