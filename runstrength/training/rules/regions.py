"""The article's sections on the three regions: each has its turn."""

from collections.abc import Iterator
from datetime import date

from ..flags import Flag, Severity
from ..intensity import Reading
from ..timeline import Timeline
from ..week import DAY
from ..workouts import Lift, Region

# The article's section on each region: its heading's id.
SECTIONS = {
    Region.LOWER: "lower-body-exercises",
    Region.CORE: "core-exercises",
    Region.UPPER: "upper-body-exercises",
}
FEWEST_LIFTS = 2


def region_missed(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A region that no working set of two weeks' lifts trained; once, until it is trained again."""
    reach = (reading.thresholds.region_dates - 1) * DAY
    lifts: dict[date, list[Lift]] = {}
    for lift in sorted(timeline.lifts, key=lambda w: w.local_date):
        lifts.setdefault(lift.local_date, []).append(lift)
    told: set[Region] = set()
    for day, today in lifts.items():
        recent = [w for d, found in lifts.items() if day - reach <= d <= day for w in found]
        told -= {region for lift in today for region in lift.regions}
        if len(recent) < FEWEST_LIFTS or timeline.week_of(day) in timeline.deloads:
            continue
        for region in Region:
            if region in told or any(region in lift.regions for lift in recent):
                continue
            told.add(region)
            yield Flag(
                rule="region-missed",
                severity=Severity.INFO,
                date=day,
                workouts=tuple(recent),
                tips=(SECTIONS[region],),
                subject=(day, region),
                about=region.value,
                measured=len(recent),
                compared_with=reading.thresholds.region_dates,
            )
