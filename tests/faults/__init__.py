"""What a network, a process and a crowd can do to a write: real servers, one file, many at once."""
