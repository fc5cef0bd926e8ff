"""What there is to know of each exercise, a user's own history with it, and the user's own ones."""
