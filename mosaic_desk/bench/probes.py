"""Short texts with one known answer each, and what was answered; knows no model."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk import places
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Probe:
    """One text, one finding asked of it, and the answer that is right."""

    kind: str
    language: str
    text: str
    finding: FindingId
    expected: MentionClass


def shipped_probes() -> Path:
    """The file of our own probes, for the taxonomy `mimic-cxr`."""
    return places.resources() / "benchmark" / "probes.toml"


def probes_in(path: Path) -> tuple[Probe, ...]:
    """The probes of a TOML file.

    Raises:
        InputError: if it is not there or one cannot be understood.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["probes"]
        return tuple(
            Probe(
                kind=row["kind"],
                language=row["language"],
                text=row["text"],
                finding=FindingId(row["finding"]),
                expected=MentionClass(row["expected"]),
            )
            for row in rows
        )
    except (OSError, KeyError, TypeError, ValueError):
        raise InputError(f"{path.name} holds no probes that can be understood.") from None


def probe_figures(probes: Sequence[Probe], answers: Sequence[MentionClass | None]) -> dict[str, Any]:
    """Right answers by kind and by language, and every wrong one; None is “could not be answered”."""
    pairs = list(zip(probes, answers, strict=True))
    return {
        "n": len(pairs),
        "right": sum(answer is probe.expected for probe, answer in pairs),
        "kinds": _counts([(probe.kind, answer is probe.expected) for probe, answer in pairs]),
        "languages": _counts([(probe.language, answer is probe.expected) for probe, answer in pairs]),
        "wrong": [
            {
                "kind": probe.kind,
                "language": probe.language,
                "text": probe.text,
                "finding": probe.finding,
                "expected": probe.expected,
                "answered": answer,
            }
            for probe, answer in pairs
            if answer is not probe.expected
        ],
    }


def _counts(pairs: Sequence[tuple[str, bool]]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for name, is_right in pairs:
        row = counts.setdefault(name, {"right": 0, "n": 0})
        row["right"] += is_right
        row["n"] += 1
    return counts


def probes_told(figures: Mapping[str, Any]) -> str:
    """The figures as a table for a person; the texts are our own, so they are shown."""
    lines = [f"{figures['right']} of {figures['n']} probes are answered right.", ""]
    lines += [f"{kind:<26}{row['right']:>4} of {row['n']}" for kind, row in figures["kinds"].items()]
    lines += ["", ", ".join(f"{name} {row['right']}/{row['n']}" for name, row in figures["languages"].items())]
    if figures["wrong"]:
        lines += ["", "Wrong (finding: expected, answered):"]
    for row in figures["wrong"]:
        shown, answered = row["text"].replace("\n", " / "), row["answered"] or "nothing"
        lines.append(f"  [{row['language']}] {shown}  {row['finding']}: {row['expected']}, {answered}")
    return "\n".join(lines)
