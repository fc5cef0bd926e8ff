"""What was logged: the list by month, one workout, delete and undo."""
