"""How fast the pages are: `make bench`. Ratios measured in one run; nothing is asserted about time."""
