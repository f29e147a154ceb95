"""Pages that combine subjects."""
