"""The figures of a week: hard days, fitness, distance, volume, monotony and strain."""

from decimal import Decimal

from runstrength.storage import accounts
from runstrength.storage.database import db
from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from runstrength.training.thresholds import Thresholds
from tests.training.build import core, lift, lower, run, upper
from tests.web.pages import text
from tests.web.trends.weeks import caps, table, trends
from tests.web.world import choose_settings, store

KM = DistanceUnit.KM


def test_an_uncounted_workout_before_the_weeks_lowers_the_curve_and_is_told(anna):
    store(anna, run("2024-11-11 07:00", effort=4), run("2024-07-01 07:00"))
    page = trends(anna)

    assert "1 workout of these weeks and the 420 days before is not counted" in page.main
    assert "The hatching" not in page.main


def test_fitness_comes_from_before_the_weeks_too(anna):
    store(anna, run("2024-10-27 07:00", minutes=60, effort=7))
    store(anna, run("2024-11-18 07:00", minutes=1, effort=1))
    rows = table(trends(anna), "Fitness")

    # 420 on the eve: 10 and 60 that day; a week on, (41/42)^7 and (6/7)^7 of them are left.
    assert rows["28 Oct – 3 Nov"] == ["8", "20", "−15", ""]


def test_a_young_log_says_that_its_curve_begins_at_nothing(anna):
    store(anna, run("2024-11-11 07:00", effort=4))
    assert "No load is counted before 11 November 2024." in trends(anna).main
    store(anna, run("2024-02-01 07:00", effort=4))
    assert "No load is counted before" not in trends(anna).main


def test_hard_days_by_estimate_are_counted_and_said(anna):
    store(anna, run("2024-11-11 07:00", effort=8), run("2024-11-13 07:00", type="intervals"))
    page = trends(anna)

    assert table(page, "Hard days")["11–17 Nov"] == ["2", "1", ""]
    assert "1 day by estimate" in page.main


def test_a_day_is_hard_by_the_users_own_threshold(anna):
    store(anna, run("2024-11-11 07:00", effort=6))
    assert table(trends(anna), "Hard days")["11–17 Nov"][0] == "0"
    with anna.client.application.app_context():
        user_id = accounts.password_of(anna.email)[0]
        accounts.change_thresholds(user_id, Thresholds.chosen({"moderate_effort": 5}))
        db.session.commit()
    page = trends(anna)

    assert table(page, "Hard days")["11–17 Nov"][0] == "1"
    assert "an effort above 5" in page.main


def test_distance_is_in_the_users_unit_and_says_what_it_misses(anna):
    ten_miles = Distance(Decimal(10), DistanceUnit.MI)
    store(anna, run("2024-11-11 07:00", effort=4, distance=ten_miles))
    store(anna, run("2024-11-12 07:00", effort=4))
    page = trends(anna)
    assert table(page, "Distance")["11–17 Nov"] == ["16.09 km", "2", "1 run"]
    assert caps(page, "Distance") == 1
    choose_settings(anna, distance_unit=DistanceUnit.MI)

    assert table(trends(anna), "Distance")["11–17 Nov"] == ["10 mi", "2", "1 run"]


def test_volume_is_told_by_region_in_the_users_unit(anna):
    hundred = Weight(Decimal(100), WeightUnit.LB)
    store(anna, lift("2024-11-11 18:00", lower(3, weight=hundred), upper(2), core(1), effort=6))
    rows = table(trends(anna), "Volume by week, in kg")
    assert rows["11–17 Nov"] == ["680", "0", "0", "3"]
    choose_settings(anna, weight_unit=WeightUnit.LB)
    page = trends(anna)

    assert table(page, "Volume by week, in lb")["11–17 Nov"] == ["1500", "0", "0", "3"]
    assert page.main.count("No set with added weight") == 2


def test_assistance_that_outweighs_the_rest_still_makes_a_page(anna):
    store(anna, lift("2024-11-11 18:00", upper(3, weight=Weight(Decimal(-20)))))

    page = trends(anna)

    assert table(page, "Volume")["11–17 Nov"] == ["0", "0", "−300", ""]
    assert page.main.count("No set with added weight") == 3


def test_monotony_and_strain_stand_as_figures_or_say_why_they_do_not(anna):
    daily = [run(f"2024-11-{day:02} 07:00", minutes=10, effort=3) for day in range(4, 11)]
    store(anna, *daily, run("2024-11-11 07:00", minutes=70, effort=6))
    store(anna, run("2024-11-18 07:00", effort=6))
    page = trends(anna)
    rows = table(page, "Monotony")

    # One day in seven: 1/√6, and 420 times that.
    assert rows["11–17 Nov"] == ["420", "0.41", "171"]
    assert rows["4–10 Nov"] == ["210", "None: every day was the same"]
    assert rows["28 Oct – 3 Nov"] == ["0", "None: nothing logged"]
    assert rows["18–24 Nov, so far"][1] == "None: not over yet"
    assert [text(dd) for dd in page.all("dd")] == ["0.41", "171"]
    assert "11–17 Nov 2024, the newest week that has them." in page.main
