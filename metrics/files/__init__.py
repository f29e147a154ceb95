"""One chart as a file: its picture, its numbers, its sentence."""
