"""Shoes and their mileage."""
