"""Threads: one a core, none beyond what the process may use."""

import os

import psutil
import pytest
import torch

from mosaic_desk.llm.threads import scoring_threads, use_scoring_threads


def test_there_is_one_thread_a_core_that_may_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical=True: 16 if logical else 8)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    assert scoring_threads() == 8
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    assert scoring_threads() == 1


def test_a_machine_that_does_not_tell_its_cores_still_gets_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical=True: None)
    assert scoring_threads() >= 1


def test_what_the_user_says_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    before = torch.get_num_threads()
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    try:
        use_scoring_threads()
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)
