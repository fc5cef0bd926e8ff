"""The guide as a reading page, and the way in."""
