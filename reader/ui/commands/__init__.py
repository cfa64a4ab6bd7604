"""The commands of the window, one table an area."""
