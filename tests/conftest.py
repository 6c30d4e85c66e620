"""Settings for all tests: generated cases without a clock, so that a slow machine does not fail them."""

from hypothesis import HealthCheck, settings

settings.register_profile("dateline", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")
