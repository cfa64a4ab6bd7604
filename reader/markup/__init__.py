"""markup: charter to be written by its builder."""
