"""Check-ins: how one feels on a date, in five taps."""

from dataclasses import dataclass, fields

from .limits import Range, check

SCORE = Range(1, 5)  # 5 is the best, for each of the five.


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One date's check-in. Raises `Invalid` for a score that is none."""

    sleep: int
    energy: int
    soreness: int
    stress: int
    mood: int

    def __post_init__(self):
        scores = {f.name: getattr(self, f.name) for f in fields(self)}
        check(
            **{
                name: "is missing" if score is None else SCORE.complaint(score)
                for name, score in scores.items()
            }
        )

    @property
    def readiness(self) -> int:
        """The sum of the five, 5 to 25."""
        return self.sleep + self.energy + self.soreness + self.stress + self.mood
