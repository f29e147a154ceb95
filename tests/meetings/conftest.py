"""The people of a room for teachers."""

import pytest

from tests.conftest import add_person
from tests.subjects.rooms import add_room


@pytest.fixture
def room(cast):
    return add_room(cast, "teachers", "teacher")


@pytest.fixture
def people(cast):
    """Three more teachers, with accounts."""
    names = ("Tess", "Tom", "Tara")
    persons = [add_person(name, cast.riverside, "teacher", cast.oak) for name in names]
    return [cast.participant(one) for one in persons]


@pytest.fixture
def mia(cast):
    return cast.participant(cast.mia)


@pytest.fixture
def oda(cast):
    return cast.participant(cast.oda)
