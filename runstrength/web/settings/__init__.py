"""A user's units, zone and week."""
