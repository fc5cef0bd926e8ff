"""Today: what the last days mean for it, the check-in, and one tap to log."""
