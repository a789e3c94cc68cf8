"""Finds the relatives of each witness among all seen so far, and lays the pairs side by side."""
