"""A page of trends is small and reads no further back than it has to."""

import gzip
from datetime import date, timedelta
from decimal import Decimal

from runstrength.storage import loads, workouts
from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.workouts import Workout
from tests.training.build import core, lift, lower, run, upper
from tests.web.test_statements import statements
from tests.web.trends.weeks import trends
from tests.web.world import store

KM = DistanceUnit.KM


def test_a_full_year_is_a_small_page(anna):
    store(anna, *_training(days=364))
    page = anna.get("/trends?weeks=52")

    assert page.text.count("1 workout</td>") > 20
    assert len(gzip.compress(page.data)) < 15_000


def test_a_full_year_takes_as_many_statements_as_four_weeks_sign_in_included(anna):
    store(anna, *_training(days=364))
    taken = []
    for weeks in (4, 52):
        with statements() as sent:
            anna.get(f"/trends?weeks={weeks}")
        taken.append(len(sent))

    assert taken == [4, 4]


def test_nothing_is_read_from_before_the_weeks_and_their_run_up(anna, monkeypatch):
    read = []
    for module, name in ((loads, "daily"), (workouts, "between")):
        ask = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda user, *dates, ask=ask: read.append(dates) or ask(user, *dates)
        )
    trends(anna, 52)

    # 51 weeks before this one, which starts on 18 November, and 420 days before those.
    assert read == [
        (date(2022, 10, 3), date(2024, 11, 20)),
        (date(2023, 11, 27), date(2024, 11, 24)),
    ]


def test_ten_years_make_no_other_page_than_one(anna):
    store(anna, *_training(days=60))
    of_now = anna.get("/trends?weeks=52").text
    store(anna, *(run(f"{year}-06-01 07:00", effort=9) for year in range(2014, 2022)))

    assert anna.get("/trends?weeks=52").text == of_now


def _training(days: int) -> list[Workout]:
    """A varied workout on every day up to today, some without effort or distance."""
    made = []
    for n in range(days):
        when = f"{date(2024, 11, 20) - timedelta(days=n)} 07:00"
        effort = None if n % 13 == 0 else n % 9 + 1
        if n % 3:
            distance = Distance(Decimal(5 + n % 11), KM) if n % 7 else None
            made.append(run(when, minutes=25 + n % 50, effort=effort, distance=distance))
        else:
            weight = Weight(Decimal(40 + n % 60))
            sets = (lower(n % 4, weight=weight), core(1, weight=weight), upper(3, weight=weight))
            made.append(lift(when, *sets, minutes=30 + n % 40, effort=effort))
    return made
