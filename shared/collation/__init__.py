"""How two texts correspond: sentence links, word-level edits, and what kind of edit each is. Pure; no broker."""
