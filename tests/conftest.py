"""What holds for every test: properties are bounded in examples, not in time, since machines differ."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
