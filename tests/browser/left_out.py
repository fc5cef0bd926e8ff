"""What `make test` leaves to `make browser`: one of each kind is tried every day."""

# Of all the places that are looked at, those that differ most.
PLACES_EVERY_DAY = (
    "home",
    "sign-in",
    "article",
    "not-found",
    "today",
    "week-full",
    "plan-full",
    "run-form-refused",
    "lift-edit",
    "exercise",
    "lift",
    "rules-unfolded",
    "waiting-conflict",
    "account",
    "passkeys",
    "second-step",
)

# A part of a test's name, under its file. Where a test has a form without JavaScript, the pages'
# plain forms are tried in `tests/web`, too.
LEFT_OUT = {
    "test_bad_input": ("without-scripts", "[1:75-]", "[45,5", "[90s", "[-5"),
    "test_changes": ("without-scripts", "a_row_can_be_taken_away", "pounds_stay"),
    "test_deleting": ("without_scripts",),
    "test_exercises": ("while_one_types[", "without_scripts"),
    "test_importing": ("taken_out_again[without-scripts]", "while_one_looks_elsewhere"),
    "test_installing": ("drawn_alike_each_time[log", "drawn_alike_each_time[today", "96.png"),
    "test_keyboard": ("every_stop_of_the_forms",),
    "test_living_guide": ("[dark]", "fit_a_narrow_phone"),
    "test_logger": (
        "the_clock_goes_with",
        "ticks_at_home",
        "before_the_tap_before_it",
        "workouts_id_alone",
        "rest_waits_for_the_last",
        "nothing_is_ticked",
        "date_that_was_typed",
        "goes_by_plates",
        "measured_from_the_first",
        "left_out_stay",
        "held_set_is_timed",
        "can_be_reached_while",
        "sets_of_last_time",
        "lift_is_logged_without_scripts",
    ),
    "test_places": ("an_edit_at_home",),
    "test_plan": (
        "without-scripts",
        "let_count_again",
        "the_title_leads",
        "undo_is_in_sight",
        "flag_set_aside",
    ),
    "test_repeat_run": ("a_type_that_was_chosen", "taps[/today]", "and_pace_two_are_typed"),
    "test_routines": ("without-scripts",),
    "test_rules_page": ("without-scripts", "every_stop_of_the_unfolded"),
    "test_sharing": ("without_javascript",),
    "test_today": (
        "[without-scripts]",
        "five_entries",
        "arrow_keys",
        "[320]",
        "[360]",
        "a_change_waits",
        "four_taps_wait",
    ),
    "test_what_if": (
        "nothing_is_stored",
        "block_of_the_button",
        "enter_key",
        "gravest_is_said_first",
        "settle",
        "comes_and_goes",
        "offline_an_edit",
        "can_not_be_read",
        "rows_of_a_lift",
        "typed_into_stays",
        "button_stays_where",
        "two_taps_away[without",
        "them_too[without",
    ),
}


def is_left_out(file: str, name: str) -> bool:
    """Whether a test of a file is left to `make browser`."""
    if file == "test_every_page":
        place = name.partition("[")[2].rstrip("]")
        return bool(place) and place not in PLACES_EVERY_DAY
    return any(part in name for part in LEFT_OUT.get(file, ()))
