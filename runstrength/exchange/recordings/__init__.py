"""What watches and phones record: FIT, GPX and TCX."""
