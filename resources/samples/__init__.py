"""Sample threads, written for this program."""
