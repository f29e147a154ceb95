"""The ports that the tests' own servers listen on."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import services

ROOT = Path(__file__).parents[1]


def claimed_by_another_process(port: int) -> str:
    asked = f"from tests import services; print(services.claim_port({port}))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_port_is_given_out_once_though_nothing_listens_on_it_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    first = services.free_port()
    monkeypatch.setattr(services, "OWN_PORTS", range(first, first + 40))
    others = {services.free_port() for _ in range(5)}
    assert len(others - {first}) == 5


def test_a_port_that_one_process_holds_is_refused_to_the_next() -> None:
    assert claimed_by_another_process(services.free_port()) == "False"


def test_a_port_on_which_something_listens_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert services.claim_port(server.getsockname()[1]) is False
