"""What a network, a process and a crowd can do to a write: real servers, one file, many at once."""

import pytest

pytest.register_assert_rewrite("tests.faults.imports")
