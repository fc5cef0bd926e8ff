"""Records: what was lifted and run best, with its date."""
