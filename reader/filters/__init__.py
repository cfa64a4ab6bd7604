"""filters: charter to be written by its builder."""
