"""What each page shows, computed from the report's values; templates only lay it out."""
