"""Take it with you: all in one file, one workout, the plan as a calendar, a year on paper."""
