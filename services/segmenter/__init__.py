"""Turns an article into a witness: body sentences apart from furniture and wire marks."""
