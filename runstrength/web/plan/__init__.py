"""The plan: the days ahead, and the flags that they would bring."""
