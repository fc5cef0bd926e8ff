"""Trends: weeks on end, as pictures with a table behind each."""
