"""Sign up, sign in, sign out, change the password."""
