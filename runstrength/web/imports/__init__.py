"""Imports: bring a history, look at what was found, take it in, take it back."""
