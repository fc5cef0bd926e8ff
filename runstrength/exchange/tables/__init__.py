"""CSV files, row by row, and the numbers in them."""
