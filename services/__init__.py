"""The four services and the command line: one folder a stage."""
