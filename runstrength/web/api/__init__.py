"""The JSON API that other programs use."""
