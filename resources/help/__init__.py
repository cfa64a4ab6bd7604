"""Help pages in Markdown."""
