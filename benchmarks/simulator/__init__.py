"""A newsroom simulator: invented stories with a known derivation tree, edited the way desks edit."""
