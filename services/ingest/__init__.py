"""Reads dropped files into articles."""
