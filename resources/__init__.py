"""Files that the program carries: sample thread, icons, schemas. No code."""
