"""Routines: the ready ones, one's own, and what the log suggests for the next time."""
