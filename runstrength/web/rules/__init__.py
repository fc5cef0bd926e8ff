"""The rules: what each says, how often it fired, and what of it can be moved."""
