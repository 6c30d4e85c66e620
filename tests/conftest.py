"""Settings for all tests: generated cases without a clock, so that a slow machine does not fail them; no test leaves a
vocabulary of its own to the next."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from dateline.vocab.entity_index import index
from dateline.vocab.user import VARIABLE

pytest_plugins = ("ledgers",)
settings.register_profile("dateline", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")


@pytest.fixture
def own_vocabulary(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """For tests that set the user's vocabulary: what was loaded is forgotten before and after."""
    index.cache_clear()
    yield monkeypatch
    monkeypatch.delenv(VARIABLE, raising=False)
    index.cache_clear()
