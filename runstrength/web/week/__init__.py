"""The week: balance and flags."""
