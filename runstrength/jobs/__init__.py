"""Long work that no page waits for: imports are read, brought in and undone beside the web."""
