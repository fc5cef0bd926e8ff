"""Each side holds the nearest weight that can be loaded; tests/js/plates.test.mjs says the same."""

import json
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.limits import Invalid
from runstrength.training.plates import (
    PLENTY,
    USUAL,
    Gear,
    Loading,
    per_side,
    step_kg,
    weighed,
)
from runstrength.training.quantities import KILOGRAMS, WEIGHT_KG, Weight, WeightUnit
from tests.training.timelines import QUIET

TABLE = json.loads(
    (Path(__file__).parents[1] / "plates.json").read_text("utf-8"), parse_float=Decimal
)
KG, LB = WeightUnit.KG, WeightUnit.LB


def gear_of(name: str) -> Gear:
    """A gear of the table."""
    row = TABLE["gear"][name]
    return Gear.typed(WeightUnit(row["unit"]), row["bar"], row["plates"])


@pytest.mark.parametrize(("name", "weight", "plates", "loaded", "short"), TABLE["per_side"])
def test_each_side_is_loaded_as_the_table_says(name, weight, plates, loaded, short):
    gear = gear_of(name)
    kilograms = KILOGRAMS[gear.unit]

    found = per_side(Fraction(weight) * kilograms, gear)

    if plates is None:
        assert found is None
    else:
        in_kg = tuple(Fraction(plate) * kilograms for plate in plates)
        rest = Fraction(loaded) * kilograms, Fraction(short) * kilograms
        assert found == Loading(in_kg, *rest)


@pytest.mark.parametrize(("unit", "name"), [(KG, "kg"), (LB, "lb")])
def test_the_tables_gear_is_the_usual_one(unit, name):
    assert gear_of(name) == USUAL[unit]


SIZES = st.integers(1, 60).map(lambda n: Fraction(n, 4))
GEARS = st.builds(
    Gear,
    st.sampled_from([Fraction(0), Fraction(20), Fraction("20.41")]),
    st.lists(st.tuples(SIZES, st.integers(1, 3)), min_size=1, max_size=4, unique_by=lambda k: k[0]),
)


@QUIET
@given(GEARS, st.fractions(0, 120, max_denominator=300))
def test_nothing_that_can_be_loaded_lies_between(gear, weight_kg):
    found = per_side(weight_kg, gear)

    sides = product(*(range(pairs + 1) for _, pairs in gear.plates))
    kinds = [plate for plate, _ in gear.plates]
    counts = {}
    for side in sides:
        made = gear.bar_kg + 2 * sum(n * kind for n, kind in zip(side, kinds, strict=True))
        counts[made] = min(sum(side), counts.get(made, sum(side)))
    below = [made for made in counts if made <= weight_kg]
    if not below:
        assert found is None
        return
    assert found.loaded_kg == max(below)
    assert found.loaded_kg + found.short_by == weight_kg
    assert gear.bar_kg + 2 * sum(found.plates) == found.loaded_kg
    assert len(found.plates) == counts[found.loaded_kg]
    assert list(found.plates) == sorted(found.plates, reverse=True)
    assert all(found.plates.count(plate) <= pairs for plate, pairs in gear.plates)


@pytest.mark.parametrize("unit", WeightUnit)
def test_the_usual_gear_makes_the_heaviest_weight_there_is(unit):
    short_by = per_side(Fraction(WEIGHT_KG.high), USUAL[unit]).short_by
    assert short_by < step_kg(USUAL[unit])


def test_kilograms_and_pounds_go_on_one_bar():
    pounds = tuple((plate * KILOGRAMS[LB], 2) for plate in (45, 10))
    both = Gear(Fraction(20), ((Fraction(20), 2), (Fraction("1.25"), 1), *pounds))

    pound_plate = 45 * KILOGRAMS[LB]
    assert per_side(Fraction(104), both).plates == (pound_plate, Fraction(20), Fraction("1.25"))


@pytest.mark.parametrize(("unit", "step"), [(KG, Fraction(5, 2)), (LB, 5 * KILOGRAMS[LB])])
def test_a_step_is_a_pair_of_the_lightest(unit, step):
    assert step_kg(USUAL[unit]) == step


def test_plates_are_kept_heaviest_first():
    gear = Gear(Fraction(20), ((Fraction(5), 1), (Fraction(20), 2), (Fraction(10), 3)))

    assert [plate for plate, _ in gear.plates] == [20, 10, 5]
    assert step_kg(gear) == 10


FIVE = (Fraction(5), 1)


@pytest.mark.parametrize(
    ("bar_kg", "plates", "field"),
    [
        (Fraction(-1), (FIVE,), "bar_kg"),
        (Fraction(101), (FIVE,), "bar_kg"),
        (Fraction(20), (), "plates"),
        (Fraction(20), ((Fraction(0), 1),), "plates"),
        (Fraction(20), ((Fraction(-5), 1),), "plates"),
        (Fraction(20), ((Fraction(101), 1),), "plates"),
        (Fraction(20), (FIVE, FIVE), "plates"),
        (Fraction(20), ((Fraction(5), 0),), "plates"),
        (Fraction(20), ((Fraction(5), 51),), "plates"),
        (Fraction(20), tuple((Fraction(n), 1) for n in range(1, 22)), "plates"),
    ],
)
def test_gear_that_cannot_be_is_refused(bar_kg, plates, field):
    with pytest.raises(Invalid) as refused:
        Gear(bar_kg, plates)
    assert [error.field for error in refused.value.errors] == [field]


@pytest.mark.parametrize(
    ("kg", "unit", "written"),
    [
        (Fraction(20), KG, "20"),
        (Fraction(100), KG, "100"),
        (Fraction("22.5"), KG, "22.5"),
        (Fraction(0), KG, "0"),
        (Fraction(1, 3), KG, "0.333"),
        (Fraction(-1, 3), KG, "-0.334"),
        (45 * KILOGRAMS[LB], LB, "45"),
        (Fraction("2.5") * KILOGRAMS[LB], LB, "2.5"),
        (Fraction(20), LB, "44.092"),
    ],
)
def test_a_weight_is_written_in_its_unit_and_never_heavier(kg, unit, written):
    found = weighed(kg, unit)

    assert found == Weight(Decimal(written), unit)
    assert format(found.value, "f") == written
    assert found.kg <= kg


def test_plenty_is_a_number_of_pairs_that_gear_takes():
    assert Gear(Fraction(20), ((Fraction(5), PLENTY),))
