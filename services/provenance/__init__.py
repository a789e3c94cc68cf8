"""Builds the derivation trees, keeps them, and serves the status endpoint and the pages."""
