"""How the last weeks went against a tip of the guide: week by week, from the flags that cite it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from .flags import Flag, Severity
from .rules import RULES
from .timeline import Timeline
from .week import WEEK, Week

WEEKS = 4


@dataclass(frozen=True, slots=True)
class TipWeek:
    """One week beside one tip: what was found in it. Flags set aside count apart."""

    week: Week
    is_logged: bool
    flags: int = 0
    gravest: Severity | None = None
    praise: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class TipWeeks:
    """The weeks beside one tip, the oldest first. `is_read`: a rule that cites the tip is on."""

    tip: str
    weeks: tuple[TipWeek, ...]
    is_read: bool = True

    @property
    def flags(self) -> int:
        """How many flags count against the tip."""
        return sum(week.flags for week in self.weeks)

    @property
    def against(self) -> list[TipWeek]:
        """The weeks with such a flag."""
        return [week for week in self.weeks if week.flags]

    @property
    def empty(self) -> int:
        """In how many of the weeks nothing was logged."""
        return sum(not week.is_logged for week in self.weeks)

    @property
    def praise(self) -> int:
        """How often the tip was followed well."""
        return sum(week.praise for week in self.weeks)

    @property
    def aside(self) -> list[TipWeek]:
        """The weeks with a flag that was set aside."""
        return [week for week in self.weeks if week.set_aside]

    @property
    def set_aside(self) -> int:
        """How many flags were set aside."""
        return sum(week.set_aside for week in self.weeks)


def last_weeks(timeline: Timeline, today: date) -> list[Week]:
    """The user's last weeks, the oldest first; the one that holds `today` is the last."""
    this = timeline.week_of(today)
    return [Week(this.first - n * WEEK) for n in reversed(range(WEEKS))]


def weeks_of_tip(
    tip: str,
    timeline: Timeline,
    flags: Iterable[Flag],
    today: date,
    *,
    off: Collection[str] = (),
    set_asides: Collection[str] = (),
) -> TipWeeks:
    """How the last weeks went against `tip`, by `flags` of the timeline.

    `off` are the rules that were not read, `set_asides` the ids of flags set aside. A flag that
    has a plan in it says nothing of how a week went.
    """
    citing = [flag for flag in flags if tip in flag.tips and not flag.planned]
    return TipWeeks(
        tip,
        tuple(
            _week(
                week, timeline, [f for f in citing if week.first <= f.date <= week.last], set_asides
            )
            for week in last_weeks(timeline, today)
        ),
        is_read=any(tip in rule.tips and rule.id not in off for rule in RULES),
    )


def _week(
    week: Week, timeline: Timeline, flags: list[Flag], set_asides: Collection[str]
) -> TipWeek:
    # A flag's id is a hash over its workouts, which is worked out only where it can matter.
    aside = [flag for flag in flags if set_asides and flag.id in set_asides]
    counted = [flag for flag in flags if flag not in aside]
    against = [flag.severity for flag in counted if flag.severity > Severity.PRAISE]
    return TipWeek(
        week,
        is_logged=any(not workout.planned for workout in timeline.in_week(week)),
        flags=len(against),
        gravest=max(against, default=None),
        praise=len(counted) - len(against),
        set_aside=len(aside),
    )
