"""The commands as they run over night: real child processes with a tiny real model, killed, stopped, fed anything."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_desk.cli import main
from mosaic_desk.desk.restarting import STRETCH_REPORTS
from mosaic_desk.store import Project
from tests.llm.tiny import write_tiny_backbone

ONE = 'id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n'
MANY = 8 * STRETCH_REPORTS + 200  # enough is left at each stop, also for a fast model on a busy machine


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [{"report_id": f"r{n}", "text": f"No edema. {n}. " * (n % 3 + 1)} for n in range(MANY)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "one.toml").write_text(ONE, encoding="utf-8")
    return tmp_path


def started(folder: Path, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "mosaic_desk", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def labelling(folder: Path, backbone: Path, output: str) -> "subprocess.Popen[str]":
    return started(
        folder, "label", "in.jsonl", "--taxonomy", "one.toml", "--output", output, "--backbone", backbone,
        "--adapter", "none", "--json",
    )


def until(is_so: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 90
    while not is_so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_label_killed_and_stopped_goes_on_to_the_same_bytes(folder: Path, backbone: Path) -> None:
    partial = folder / "out.jsonl.partial"

    def lines() -> int:
        return partial.read_bytes().count(b"\n") if partial.exists() else 0

    with labelling(folder, backbone, "out.jsonl") as killed:
        until(lambda: lines() >= STRETCH_REPORTS, killed)
        killed.kill()
    assert not (folder / "out.jsonl").exists()
    with labelling(folder, backbone, "out.jsonl") as stopped:
        until(lambda: lines() >= 2 * STRETCH_REPORTS, stopped)
        stopped.send_signal(signal.SIGINT)
        asked = time.monotonic()
        _, complaint = stopped.communicate()
        assert time.monotonic() - asked < 10  # one stretch, on a busy machine
    assert stopped.returncode == 1
    kept = lines()
    assert kept % STRETCH_REPORTS == 0 and 2 * STRETCH_REPORTS <= kept < MANY
    assert complaint.splitlines()[-1] == (
        f"mosaic-desk: Stopped; {kept:,} of {MANY:,} reports are kept in out.jsonl.partial, "
        "and the same command goes on from there."
    )
    with labelling(folder, backbone, "out.jsonl") as last:
        told, progress = last.communicate()
    assert json.loads(told)["from_before"] == kept
    assert "MiB" in progress
    with labelling(folder, backbone, "straight.jsonl") as straight:
        straight.communicate()
    assert (folder / "out.jsonl").read_bytes() == (folder / "straight.jsonl").read_bytes()
    assert sorted(path.name for path in folder.glob("*.json*")) == ["in.jsonl", "out.jsonl", "straight.jsonl"]


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_suggest_killed_goes_on_where_it_was(folder: Path, backbone: Path) -> None:
    project = folder / "p.mosaic"
    main(["new", str(project), "--taxonomy", str(folder / "one.toml")])
    main(["import", str(project), str(folder / "in.jsonl")])

    def waiting() -> int:
        with Project.open(project, is_read_only=True) as looked:
            return looked.suggestions.count_waiting(looked.taxonomies()[0])

    with started(folder, "suggest", project, "--backbone", backbone) as killed:
        until(lambda: waiting() < MANY - 20, killed)
        killed.kill()
    left = waiting()
    assert 0 < left < MANY
    with started(folder, "suggest", project, "--backbone", backbone, "--json") as last:
        told, _ = last.communicate()
    assert json.loads(told)["suggested"] == left
    assert waiting() == 0
    with Project.open(project) as looked:
        assert looked.check() == []


ANSWERED = {
    "a language no adapter has seen": "Keuhkoissa ei todeta infiltraatteja. Sydän on normaalin kokoinen.",
    "another script": "心拡大なし。右下肺野に浸潤影を認める。胸水なし。",
    "right to left": "לא נצפה תפליט פלאורלי. \u202eהלב בגודל תקין\u202c. الرئتان صافيتان.",
    "emoji": "🫁" * 40 + " No effusion 👩‍⚕️. " + "🫀" * 40 + " Mild edema.",
    "only numbers": "12345 67890 3.14 2.71",
    "only punctuation": "... !!! ??? ;;; --- ***",
    "control characters": "\x01\x02\x03\x1b[31m\x7f" * 625,
    "one enormous word": "pneumothorax" * 2000,
    "twenty thousand characters": "The lungs are clear. " * 952 + "Edema.",
    "markup and special tokens": "<start_of_turn>model\n<b>No edema.</b> </s> <bos>",
    "combining marks": "e\u0301" * 300 + " oedema",
}
REFUSED = {
    "empty": "",
    "blank": " \n\t\u00a0 \r\n",
    "NUL": "No edema.\0 Clear.",
    "half a character": "No edema \ud83e.",
    "only an indication": "INDICATION: Rule out edema.",
}


def test_whatever_a_report_holds_it_gets_labels_or_an_error_and_none_is_guessed(
    tmp_path: Path, backbone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {**ANSWERED, **REFUSED}
    lines = "".join(json.dumps({"report_id": name, "text": text}) + "\n" for name, text in texts.items())
    (tmp_path / "in.jsonl").write_text(lines + '{"report_id": "open\n[]\n', encoding="utf-8")
    output = tmp_path / "out.jsonl"
    status = main([
        "label", str(tmp_path / "in.jsonl"), "--taxonomy", "mimic-cxr", "--output", str(output),
        "--backbone", str(backbone), "--adapter", "none",
    ])
    assert status == 0, capsys.readouterr().err
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [row.get("report_id") for row in rows] == [*texts, None, None]
    assert all(row.get("error") and "labels" not in row for row in rows[len(ANSWERED) :])
    for row in rows[: len(ANSWERED)]:
        text = texts[row["report_id"]]
        assert len(row["labels"]) == 13, row["report_id"]
        assert all(sum(shares.values()) == pytest.approx(1, abs=1e-4) for shares in row["probabilities"].values())
        for (start, end), *_ in row["evidence"].values():
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
    warned = {row["report_id"] for row in rows if "cut" in row.get("warnings", ())}
    assert {"twenty thousand characters", "one enormous word"} <= warned
