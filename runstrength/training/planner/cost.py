"""What speaks against an arrangement, as people count it and as the search does."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..flags import Flag, Severity

# To the search a cost is one number: a workout left on a busy day outweighs any number of flags, a
# graver flag any of lesser ones, these any number of moves. Of equal moves the better ones crowd
# fewer workouts together on a date, which no rule minds but people do, and then shift fewer days.
DAY_SHIFTED, CROWDED, MOVED, INFO, CAUTION, WARNING, ON_BUSY_DAY = (1 << 16 * n for n in range(7))
COST_OF = {
    Severity.PRAISE: 0,
    Severity.INFO: INFO,
    Severity.CAUTION: CAUTION,
    Severity.WARNING: WARNING,
}


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """How many flags of each severity, and how many moves; the gravest first, praise left out."""

    warnings: int = 0
    cautions: int = 0
    infos: int = 0
    moves: int = 0

    @classmethod
    def of(cls, flags: Iterable[Flag], moves: int = 0) -> "Cost":
        """Count flags by severity."""
        count = Counter(flag.severity for flag in flags)
        graver = (Severity.WARNING, Severity.CAUTION, Severity.INFO)
        return cls(*(count[severity] for severity in graver), moves)
