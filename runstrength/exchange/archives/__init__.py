"""Zip and gzip files, none of which is trusted."""
