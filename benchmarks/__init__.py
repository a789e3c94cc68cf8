"""How well and how fast wiretrace works: quality, speed, the page, and what peers reach."""
