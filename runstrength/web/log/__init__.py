"""Log a run or a lift, and edit it."""
