"""What `doctor` looks at: the machine, the libraries, the model, and one project file.

Loads neither torch nor Qt: versions are read from what is installed, and what must be loaded to be
known is loaded in a child. Never raises for what it finds: every finding is a `Check`.
"""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mosaic_desk import __version__, places
from mosaic_desk.core.errors import ModelError, MosaicError
from mosaic_desk.desk.adapters import active_folder
from mosaic_desk.desk.calibrating import project_calibration
from mosaic_desk.desk.qt_libraries import display, qt_problem
from mosaic_desk.desk.server import server_changes, told_server
from mosaic_desk.store import Project

State = Literal["ok", "warning", "problem"]
"""A warning costs speed, comfort or a part of the program; with a problem the work cannot go on."""

_WINDOW_LIBRARIES = ("numpy", "pillow", "PySide6_Essentials", "QDarkStyle", "sqlmodel")
_MODEL_LIBRARIES = ("torch", "transformers", "peft", "accelerate", "safetensors", "gguf", "bitsandbytes")
_SAFE_SQLITE = (3, 51, 3)
_MEMORY_NEEDED_MIB = 4096  # The window, and the worker with Gemma 3 270M while it is trained.
_DISK_NEEDED_MIB = 2048  # A converted backbone is 0.5 GB, a run with its checkpoints less than 1 GB.
_GIB_IN_MIB = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing looked at, and what was found, in one sentence."""

    name: str
    state: State
    text: str


def doctor(project: Path | None = None) -> tuple[Check, ...]:
    """The machine's checks, and those of a project where one is given."""
    return machine_checks() if project is None else (*machine_checks(), *project_checks(project))


def machine_checks() -> tuple[Check, ...]:
    """Everything but the project: takes about half a second."""
    return (
        _program(),
        _memory(),
        _disk(),
        _sqlite(),
        _libraries("window libraries", _WINDOW_LIBRARIES),
        _libraries("model libraries", _MODEL_LIBRARIES),
        _window(),
        _gpu(),
        *(_backbone(path) for path in sorted((places.resources() / "backbones").glob("*.toml"))),
    )


def project_checks(path: Path) -> tuple[Check, ...]:
    """Whether the project opens, and each invariant of it that does not hold."""
    try:
        with Project.open(path) as project:
            broken = project.check()
            reason = project.read_only_reason
            server = _server(project)
            calibrations = [] if broken else _calibrations(project)
            adapter = None if broken else _adapter(project)
    except MosaicError as error:
        return (Check(name="project", state="problem", text=str(error)),)
    opened = Check(name="project", state="warning", text=reason) if reason else None
    whole = Check(name="project", state="ok", text="The database, its counters and its history agree.")
    found = [Check(name="project", state="problem", text=sentence) for sentence in broken] or [whole]
    return tuple(check for check in (opened, server, adapter, *calibrations, *found) if check)


def _adapter(project: Project) -> Check | None:
    """Which adapter suggests, and whether it is the one that was promoted; None where none ever was."""
    active = project.adapters.active()
    if active is None and not project.adapters.events():
        return None
    if active is None:
        return Check(name="adapter", state="ok", text="The adapter that ships with the backbone suggests.")
    try:
        active_folder(project)
    except ModelError as error:
        return Check(name="adapter", state="problem", text=str(error))
    return Check(name="adapter", state="ok", text=f"{active.name} suggests; its files are those that were promoted.")


def _calibrations(project: Project) -> list[Check]:
    """How far each taxonomy is from being calibrated; nothing where no report was read first."""
    checks = []
    for taxonomy_id in dict.fromkeys(taxonomy.id for taxonomy in project.taxonomies()):
        standing = project_calibration(project, project.taxonomy(taxonomy_id))
        if standing.n:
            checks.append(Check(name=f"calibration of {taxonomy_id}", state="ok", text=standing.sentence))
    return checks


def _server(project: Project) -> Check | None:
    """Where report text may go; None for a project that never had a server."""
    try:
        changes = server_changes(project)
    except MosaicError as error:
        return Check(name="server", state="problem", text=str(error))
    return Check(name="server", state="ok", text=told_server(changes)) if changes else None


def _program() -> Check:
    system = f"{platform.system()} {platform.release()} on {platform.machine()}"
    text = f"MOSAIC Desk {__version__}, Python {platform.python_version()}, {system}, {os.cpu_count()} cores"
    return Check(name="program", state="ok", text=text)


def _memory() -> Check:
    total_mib = _memory_mib()
    if total_mib is None:
        return Check(name="memory", state="ok", text="The system does not tell how much there is.")
    state: State = "ok" if total_mib >= _MEMORY_NEEDED_MIB else "warning"
    advice = "" if state == "ok" else "; training needs 4 GiB"
    return Check(name="memory", state=state, text=f"{total_mib / _GIB_IN_MIB:.1f} GiB{advice}")


def _memory_mib() -> int | None:
    """Memory of the machine; None on Windows, where the standard library cannot ask."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (AttributeError, ValueError, OSError):
        return None


def _disk() -> Check:
    folder = next(path for path in (places.user_folder(), *places.user_folder().absolute().parents) if path.exists())
    free_mib = shutil.disk_usage(folder).free // 2**20
    state: State = "ok" if free_mib >= _DISK_NEEDED_MIB else "warning"
    advice = "" if state == "ok" else "; a model and a training need 2 GiB"
    return Check(name="disk", state=state, text=f"{free_mib / _GIB_IN_MIB:.1f} GiB free{advice}")


def _sqlite() -> Check:
    if sqlite3.sqlite_version_info >= _SAFE_SQLITE:
        return Check(name="sqlite", state="ok", text=f"SQLite {sqlite3.sqlite_version}")
    text = (
        f"SQLite {sqlite3.sqlite_version}: versions before 3.51.3 can damage a file that two programs write at the "
        "same moment; the project's lock keeps that from happening, so open projects with MOSAIC Desk only."
    )
    return Check(name="sqlite", state="warning", text=text)


def _libraries(name: str, distributions: tuple[str, ...]) -> Check:
    versions = {distribution: _version(distribution) for distribution in distributions}
    missing = [distribution for distribution, version in versions.items() if version is None]
    if not missing:
        return Check(name=name, state="ok", text=", ".join(f"{key} {version}" for key, version in versions.items()))
    if distributions is _MODEL_LIBRARIES:
        text = f"Not installed: {', '.join(missing)}. No suggestions and no training; everything else works."
        return Check(name=name, state="warning", text=text)
    return Check(name=name, state="problem", text=f"Not installed: {', '.join(missing)}. Install MOSAIC Desk again.")


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def _window() -> Check:
    where = display(os.environ)
    problem = qt_problem(where)
    if problem:
        return Check(name="window", state="warning", text=problem)
    is_without_screen = sys.platform == "linux" and where == "none"
    text = "Qt loads; there is no screen in this session." if is_without_screen else "Qt loads."
    return Check(name="window", state="ok", text=text)


def _gpu() -> Check:
    cards = _nvidia_cards()
    if not cards:
        return Check(name="gpu", state="ok", text="None with CUDA: the model runs on the processor.")
    torch = _version("torch") or ""
    if torch.endswith("+cpu"):
        text = f"{'; '.join(cards)}: torch {torch} cannot use it; install torch's CUDA build."
        return Check(name="gpu", state="warning", text=text)
    return Check(name="gpu", state="ok", text="; ".join(cards))


def _nvidia_cards() -> list[str]:
    """Name, driver and memory of each card, as the driver's own tool tells them; empty without one."""
    command = ["nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    if asked.returncode:
        return []
    rows = [line.split(", ") for line in asked.stdout.splitlines() if line.count(",") == 2]
    return [f"{name}, driver {driver}, {memory}" for name, driver, memory in rows]


def _backbone(card_path: Path) -> Check:
    """Whether an embedded backbone can be used; reads its card, not its weights."""
    card: dict[str, Any] = tomllib.loads(card_path.read_text(encoding="utf-8"))
    name = f"model {card['name']}"
    made = places.backbone_cache().glob(f"{card['name']}-{card['sha256'][:12]}-*/manifest.json")
    if any(made):
        return Check(name=name, state="ok", text=f"{card['title']}, ready to use. {card['licence']}.")
    packages = [package for package, _ in card["parts"]]
    if all(importlib.util.find_spec(package) for package in packages):
        return Check(name=name, state="ok", text=f"{card['title']}, made ready at its first use. {card['licence']}.")
    if "install" in card:  # one beside the embedded one: nothing is amiss without it
        return Check(name=name, state="ok", text=f"{card['title']} is not installed. To have it, {card['install']}.")
    text = f"{card['title']} is not installed: install the extra “demo”, or choose another model."
    return Check(name=name, state="warning", text=text)
