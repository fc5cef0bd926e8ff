"""Writers: training values → files that other programs read."""
