"""Tables, queries and migrations: row ↔ training values."""
