"""Backups: how they are made, kept, looked through and brought back."""
