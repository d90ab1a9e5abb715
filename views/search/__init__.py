"""/search: one field for everything that one may see."""
