"""Two phones with an outbox each, one log: whatever gets lost on the way, nothing of the log does.

`OUTBOX_RUNS` says how many lives they lead; `make outbox` has them lead two thousand.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test as lead_lives

from .lives import Lives

USUAL_RUNS = 30
RUNS = int(os.environ.get("OUTBOX_RUNS", USUAL_RUNS))
PROFILE = settings(
    max_examples=RUNS,
    stateful_step_count=25,
    deadline=None,
    # The same lives each time, but where many are led: a change that breaks nothing must not fail.
    derandomize=RUNS == USUAL_RUNS,
    print_blob=True,
    # To shrink a life takes minutes; `make outbox` has them.
    phases=[Phase.explicit, Phase.generate]
    + ([] if RUNS == USUAL_RUNS else [Phase.reuse, Phase.shrink]),
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_whatever_is_lost_on_the_way_the_log_holds_what_was_saved_and_nothing_twice(phones, server):
    lead_lives(lambda: Lives(phones, server), settings=PROFILE)
