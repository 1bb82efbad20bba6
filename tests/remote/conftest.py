"""The small server as a child of the tests."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Served:
    """A server that runs: its address for each behaviour, and what it was sent."""

    process: "subprocess.Popen[str]"
    port: int
    folder: Path

    def address(self, behaviour: str) -> str:
        return f"http://127.0.0.1:{self.port}/{behaviour}/v1"

    def sent(self, behaviour: str) -> list[dict[str, Any]]:
        kept = self.folder / f"{behaviour}.jsonl"
        return [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()] if kept.exists() else []

    def bodies(self, behaviour: str) -> list[dict[str, Any]]:
        return [request["body"] for request in self.sent(behaviour) if request["body"]]


CERTIFICATES = Path(__file__).with_name("certificate")
"""`served.pem` is a key and a certificate for 127.0.0.1, made for these tests; `here.crt` the certificate alone."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    yield from _serving(tmp_path / "served")


@pytest.fixture
def served_with_certificate(tmp_path: Path) -> Iterator[Served]:
    yield from _serving(tmp_path / "served_securely", str(CERTIFICATES / "served.pem"))


def _serving(folder: Path, *certificate: str) -> Iterator[Served]:
    folder.mkdir()
    command = [sys.executable, str(Path(__file__).with_name("server.py")), str(folder), *certificate]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield Served(process=process, port=int(process.stdout.readline()), folder=folder)
    process.kill()
    process.wait()
    process.stdout.close()
