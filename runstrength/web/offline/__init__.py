"""What works without a network: the worker, the page for want of another, what waits."""
