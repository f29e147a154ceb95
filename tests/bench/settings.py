"""The product's settings, and one more page: an empty one to compare with."""

from bsc.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
