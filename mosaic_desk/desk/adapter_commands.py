"""The commands about adapters: which there are, promoting one, rolling back, carrying one in and out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mosaic_desk.core.adapter_events import AdapterEvent, AdapterEventKind
from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.verdict import Comparison
from mosaic_desk.desk.adapter_checking import check_adapter
from mosaic_desk.desk.adapters import KnownAdapter, known_adapter
from mosaic_desk.desk.commands import Told
from mosaic_desk.desk.comparing import figures_of
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.store import Project

_KINDS = {
    AdapterEventKind.PROMOTED: "promoted", AdapterEventKind.ROLLED_BACK: "rolled back to",
    AdapterEventKind.IMPORTED: "imported",
}  # fmt: skip
_SHIPPED = "the shipped adapter"


def adapters(path: Path) -> Told:
    """The adapters of a project, which one is active, and how it came to.

    Raises:
        MosaicError: if the project cannot be read.
    """
    with Project.open(path) as project:
        desk = AdapterDesk(project)
        known, events = desk.known(), desk.history()
        judged = [_judged(desk, one) for one in known]
        active = project.adapters.active()
    lines = [f"{'*' if active is None else ' '} {_SHIPPED}"]
    for one, comparison in judged:
        lines += _adapter_lines(one, comparison)
    if active is not None and active.name not in {one.name for one in known}:
        lines.append(f"* {active.name}: its folder is gone; bring it back, or roll back to the one before.")
    if events:
        lines += ["", "History:", *map(_event_line, events)]
    data = {
        "active": None if active is None else active.name,
        "adapters": [_adapter_json(one, comparison) for one, comparison in judged],
        "history": [_event_json(event) for event in events],
    }
    return Told(text="\n".join(lines), data=data)


def promote(path: Path, name: str, *, reader: ReaderName, reason: str, device: str = "cpu") -> Told:
    """Tries an adapter, shows what the comparison says, and lets it suggest.

    Raises:
        MosaicError: if it does not pass the gate, or nobody or no reason is named where one is needed.
    """
    with Project.open(path) as project:
        if project.read_only_reason is not None:
            raise InputError(project.read_only_reason)
        desk = AdapterDesk(project)
        adapter, verdict = known_adapter(project, name), desk.verdict(name)
        if verdict.needs_reason and not reason.strip():
            raise InputError(f"Promoting {name} needs a reason (--reason): {' '.join(verdict.sentences)}")
        checked = check_adapter(adapter.folder, backbone=adapter.backbone, device=device)
        event = desk.promote(name, checked=checked, reader=reader, reason=reason)
        outdated = sum(len(desk.outdated(taxonomy.id)) for taxonomy in project.taxonomies())
    lines = [*verdict.sentences, f"{name} suggests from now on; {event.reader} promoted it."]
    if outdated:
        lines.append(f"{outdated} open reports have a suggestion of another adapter: “suggest --all” asks anew.")
    data = {"active": name, "outdated": outdated, "verdict": list(verdict.sentences), "event": _event_json(event)}
    return Told(text="\n".join(lines), data=data)


def roll_back(path: Path, *, reader: ReaderName, reason: str = "") -> Told:
    """Lets the adapter before the active one suggest again.

    Raises:
        MosaicError: if the shipped adapter is active, nobody is named, or the project cannot be written.
    """
    with Project.open(path) as project:
        event = AdapterDesk(project).roll_back(reader=reader, reason=reason)
    name = None if event.adapter is None else event.adapter.name
    text = f"{name or _SHIPPED.capitalize()} suggests again; {event.reader} rolled back."
    return Told(text=text, data={"active": name, "event": _event_json(event)})


def import_zip(path: Path, source: Path, *, reader: ReaderName) -> Told:
    """Takes an adapter in that was exported elsewhere.

    Raises:
        MosaicError: if the zip is refused, or the project cannot be written.
    """
    with Project.open(path) as project:
        adapter = AdapterDesk(project).import_zip(source, reader=reader)
    card = None if adapter.card is None else str(adapter.card)
    lines = [
        f"{adapter.name} is one of this project's adapters now; it suggests once it is promoted.",
        f"It was made from patient data; {f'its card is {card}.' if card else 'it came without a card.'}",
    ]
    return Told(text="\n".join(lines), data={"adapter": adapter.name, "hash": adapter.hash, "card": card})


def export_zip(path: Path, name: str, output: Path) -> Told:
    """Writes an adapter into a zip.

    Raises:
        MosaicError: if it is damaged, or the zip cannot be written.
    """
    with Project.open(path) as project:
        AdapterDesk(project).export_zip(name, output)
    text = f"{name} was written to {output}. It was made from patient data: treat the file like the reports."
    return Told(text=text, data={"adapter": name, "output": str(output)})


def _judged(desk: AdapterDesk, one: KnownAdapter) -> tuple[KnownAdapter, Comparison | None]:
    """An adapter with its comparison; where its run cannot be judged, that is its problem, and no other adapter's."""
    if one.problem is not None:
        return one, None
    try:
        return one, desk.comparison(one.name)
    except MosaicError as error:
        return replace(one, problem=str(error)), None


def _adapter_lines(one: KnownAdapter, comparison: Comparison | None) -> list[str]:
    head = f"{'*' if one.is_active else ' '} {one.name} ({one.origin}, {one.backbone or 'no backbone'})"
    if one.problem is not None:
        return [f"{head}: {one.problem}"]
    sentences = ("Never compared here.",) if comparison is None else comparison.verdict.sentences
    card = [] if one.card is None else [f"    Its card: {one.card}"]
    return [head, *(f"    {sentence}" for sentence in sentences), *card]


def _adapter_json(one: KnownAdapter, comparison: Comparison | None) -> dict[str, Any]:
    return {
        "name": one.name,
        "origin": one.origin,
        "backbone": one.backbone,
        "hash": one.hash,
        "is_active": one.is_active,
        "problem": one.problem,
        "folder": str(one.folder),
        "card": None if one.card is None else str(one.card),
        "made_from_patient_data": True,
        "comparison": figures_of(comparison) or None,
    }


def _event_line(event: AdapterEvent) -> str:
    name = _SHIPPED if event.adapter is None else event.adapter.name
    reason = f": {event.reason}" if event.reason else ""
    return f"  {event.at[:16].replace('T', ' ')}  {event.reader} {_KINDS[event.kind]} {name}{reason}"


def _event_json(event: AdapterEvent) -> dict[str, Any]:
    return {
        "number": event.number,
        "at": event.at,
        "reader": event.reader,
        "kind": event.kind.value,
        "adapter": None if event.adapter is None else event.adapter.name,
        "hash": None if event.adapter is None else event.adapter.hash,
        "reason": event.reason,
        "figures": dict(event.figures),
    }
