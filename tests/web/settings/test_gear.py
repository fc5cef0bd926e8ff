"""Bar and plates are read as people write them, kept as typed, and refused in plain words."""

from decimal import Decimal

import pytest

from runstrength.storage import tokens
from runstrength.training.plates import PLENTY, USUAL, Gear
from runstrength.training.quantities import WeightUnit
from runstrength.web import clock
from runstrength.web.gear import gear_of
from runstrength.web.settings.gear import read_plates
from tests.web.pages import Page, send
from tests.web.world import choose_settings

ACTION = "/settings/gear"
HOME = {"gear-bar": "15", "gear-plates": "20×2, 10, 1.25"}
GARAGE = {"gear-unit": "lb", "gear-bar": "35", "gear-plates": "45 x 3; 2,5"}


def equip(person, typed: dict):
    """Type into the part of the settings, and save it."""
    return send(person, "/settings", typed, action=ACTION)


def gear(person) -> Gear:
    """What someone lifts with."""
    app = person.client.application
    token = person.client.get_cookie("runstrength").value
    with app.app_context():
        return gear_of(tokens.holder(token, clock.now().date(), lock=False).user)


def shown(person) -> dict[str, str]:
    fields = Page(person.get("/settings")).fields(ACTION)
    return {name: fields[name] for name in ("gear-unit", "gear-bar", "gear-plates")}


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("25, 20, 2.5", {"25": PLENTY, "20": PLENTY, "2.5": PLENTY}),
        ("25 20 2,5", {"25": PLENTY, "20": PLENTY, "2.5": PLENTY}),
        ("25,20,2.5", {"25": PLENTY, "20": PLENTY, "2.5": PLENTY}),
        ("25; 2,5 ;", {"25": PLENTY, "2.5": PLENTY}),
        ("20x2, 10 × 1,", {"20": 2, "10": 1}),
        ("20 X 2 1,25*4", {"20": 2, "1.25": 4}),
        ("10\n5", {"10": PLENTY, "5": PLENTY}),
    ],
)
def test_plates_are_read_as_people_write_them(text, plates):
    assert dict(read_plates(text)) == {Decimal(plate): pairs for plate, pairs in plates.items()}


@pytest.mark.parametrize(
    "text", ["many", "20x", "20kg", "x2", "-5", "20x2x2", "2.5.5", "20x100", "1.0005"]
)
def test_what_is_no_plate_is_refused(text):
    with pytest.raises(ValueError, match="Write"):
        read_plates(text)


@pytest.mark.parametrize("unit", list(WeightUnit))
def test_a_new_user_has_what_most_gyms_have_in_the_users_own_unit(anna, unit):
    choose_settings(anna, weight_unit=unit)

    assert gear(anna) == USUAL[unit]
    assert shown(anna)["gear-unit"] == unit
    assert "what most gyms have" in Page(anna.get("/settings")).main


def test_own_bar_and_plates_are_kept_and_shown_as_typed(anna):
    answer = equip(anna, HOME)

    assert (answer.status_code, answer.location) == (302, "/settings#gear")
    plates = [(Decimal(20), 2), (Decimal(10), PLENTY), (Decimal("1.25"), PLENTY)]
    assert gear(anna) == Gear.typed(WeightUnit.KG, Decimal(15), plates)
    assert "plates of 20×2, 10, 1.25 kg" in Page(anna.get("/settings")).notices[0]
    assert shown(anna) == {"gear-unit": "kg", **HOME}


def test_pounds_stay_pounds_whatever_the_weights_are_typed_in(anna):
    equip(anna, GARAGE)

    expected = [(Decimal(45), 3), (Decimal("2.5"), PLENTY)]
    assert gear(anna) == Gear.typed(WeightUnit.LB, Decimal(35), expected)
    for unit in WeightUnit:
        choose_settings(anna, weight_unit=unit)
        assert shown(anna) == {**GARAGE, "gear-plates": "45×3, 2.5"}


def test_one_can_go_back_to_what_most_gyms_have(anna):
    equip(anna, HOME)
    equip(anna, {"do": "usual", "gear-plates": "not to be read"})

    assert gear(anna) == USUAL[WeightUnit.KG]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"gear-bar": ""}, "gear-bar", "Say what the bar weighs; 0 for none."),
        ({"gear-bar": "heavy"}, "gear-bar", "Write it as a number, such as 10.5 or 10,5."),
        ({"gear-bar": "-1"}, "gear-bar", "Must be between 0 kg and 100 kg."),
        ({"gear-bar": "221", "gear-unit": "lb"}, "gear-bar", "Must be between 0 lb and 220.5 lb."),
        ({"gear-plates": " , "}, "gear-plates", "Must be 1 to 20 kinds."),
        ({"gear-plates": ""}, "gear-plates", "Name at least one plate."),
        ({"gear-plates": "20, 20"}, "gear-plates", "Must name each kind once."),
        (
            {"gear-plates": "20, 0"},
            "gear-plates",
            "Must each weigh more than 0 and at most 100 kg.",
        ),
        ({"gear-plates": "20x0"}, "gear-plates", "Must be between 1 and 50 pairs, not 0."),
        ({"gear-unit": "stone"}, "gear-unit", "Not a valid choice."),
    ],
)
def test_what_is_refused_is_named_kept_as_typed_and_changes_nothing(anna, typed, field, said):
    equip(anna, HOME)
    page = Page(equip(anna, typed))

    assert page.status == 422
    assert page.faults == {field: said}
    assert field == "gear-unit" or page.fields(ACTION)[field] == typed[field]
    assert shown(anna) == {"gear-unit": "kg", **HOME}


@pytest.mark.parametrize("do", ["", "usual"])
def test_a_form_without_its_token_changes_nothing(anna, do):
    equip(anna, HOME)
    fields = Page(anna.get("/settings")).fields(ACTION)
    forged = {"gear-csrf_token": "forged", "gear-bar": "10", "do": do}

    assert anna.post(ACTION, fields | forged).status_code == 422
    assert shown(anna) == {"gear-unit": "kg", **HOME}


def test_bar_and_plates_are_ones_own(anna, ben):
    equip(anna, HOME)

    assert gear(ben) == USUAL[WeightUnit.KG]


def test_other_settings_leave_bar_and_plates_alone(anna):
    equip(anna, HOME)
    send(anna, "/settings", {"weight_unit": "lb"})

    assert shown(anna) == {"gear-unit": "kg", **HOME}
