"""JSON schemas of what the command line prints."""
