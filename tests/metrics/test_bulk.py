"""Python's search for cycles rests while many small objects are made, and only then."""

import gc
from collections.abc import Iterator

import pytest

from metrics.models.bulk import many_small_objects


@pytest.fixture(autouse=True)
def on() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_search_for_cycles_goes_on_afterwards_also_after_an_error() -> None:
    with pytest.raises(ValueError, match="False"):
        _fail_within()
    assert gc.isenabled()


def _fail_within() -> None:
    with many_small_objects():
        raise ValueError(str(gc.isenabled()))


def test_whoever_began_first_switches_it_on_again() -> None:
    """As two threads do: the second must neither end the first one's rest nor leave it for ever."""
    with many_small_objects():
        with many_small_objects():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with many_small_objects():
        pass
    assert not gc.isenabled()
