"""What the services say to each other: messages, values, the bus, and the one notion of a word."""
