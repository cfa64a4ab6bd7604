"""Single-colour line icons of our own."""
