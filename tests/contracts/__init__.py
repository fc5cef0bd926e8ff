"""Requests made up from the OpenAPI document."""
