"""Other apps' names of exercises, and which of the log's they mean."""
