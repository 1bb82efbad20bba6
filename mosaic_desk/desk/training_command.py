"""The command `train`: one retraining from a project's corrections or from files with labels, to its comparison.

The run is a process of its own. Ctrl-C rests it; `--resume` goes on. Nothing is promoted here.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mosaic_desk import places
from mosaic_desk.core.errors import InputError, ModelMissing
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.retraining import Start, TrainingChoice
from mosaic_desk.core.training import PRESETS, Preset
from mosaic_desk.core.training_set import TrainingSet, refuse_unusable
from mosaic_desk.core.verdict import Comparison
from mosaic_desk.desk.adapters import backbone_of, model_for
from mosaic_desk.desk.commands import Told, project_path
from mosaic_desk.desk.comparing import compare_run, figures_of
from mosaic_desk.desk.labeller import DEFAULT_BACKBONE, ModelChoice
from mosaic_desk.desk.labelling import Tell
from mosaic_desk.desk.pace import in_words
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import ADAPTER, CARD, runs_folder
from mosaic_desk.desk.run_process import COMMAND
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.training_data import file_lessons, project_lessons
from mosaic_desk.desk.training_following import follow
from mosaic_desk.desk.training_plan import refuse_without_means, training_means, usable_device
from mosaic_desk.desk.training_request import run_request, shipped_adapter
from mosaic_desk.desk.training_runs import Run, begin_run, refuse_second_run, start_run
from mosaic_desk.exchange.run_request import AdapterPlace, RunRequest, read_request
from mosaic_desk.exchange.whole_file import not_written
from mosaic_desk.store import Project

_FRESH = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingOptions:
    """What a caller of `train` may leave open: where the adapter goes beside its run, what it starts from, and so on.

    `start` is the name or folder of an adapter, or "none"; `device` None is the best there is; `backbone` is for
    files alone, a project has one.
    """

    taxonomies: tuple[str, ...] = ()
    output: Path | None = None
    preset: Preset = Preset.NORMAL
    start: str | None = None
    seed: int = 1
    device: str | None = None
    resume: str | None = None
    backbone: str = DEFAULT_BACKBONE


def train(
    sources: Sequence[Path], options: TrainingOptions, *, tell: Tell, command: Sequence[str] = COMMAND
) -> Told:
    """Trains, or goes on, and compares; promotes nothing.

    Raises:
        MosaicError: if there is too little to learn from, the machine cannot, or the run ends before its end.
    """
    project = _project_of(sources)
    if options.output is not None and options.output.exists():
        raise InputError(f"{options.output} is there already: choose another place for the adapter.")
    if options.resume is not None:
        run = Run(_run_folder(project, options.resume), command=command)
        read_request(run.folder)
        if not run.follow().is_alive:
            run.resume()
    elif project is not None:
        run = _started_in(project, options, tell=tell, command=command)
    else:
        run = _started_from(sources, options, tell=tell, command=command)
    follow(run, tell)
    return _told(run, project, options.output)


def _project_of(sources: Sequence[Path]) -> Path | None:
    """The project, where it is one; None for files with labels.

    Raises:
        InputError: if both are named, or two projects.
    """
    projects = [source for source in sources if source.suffix == ".mosaic"]
    if len(sources) == 1:  # of a project the ending may be left out
        projects = [path for path in map(project_path, sources) if path.suffix == ".mosaic"]
    if projects and len(sources) > 1:
        raise InputError("Name one project, or files with labels, not both.")
    return projects[0] if projects else None


def _run_folder(project: Path | None, name: str) -> Path:
    named = runs_folder(project) / name if project is not None else Path(name)
    if not named.is_dir():
        raise InputError(f"There is no run {name}" + (" of this project." if project is not None else "."))
    return named


def _started_in(project: Path, options: TrainingOptions, *, tell: Tell, command: Sequence[str]) -> Run:
    """A run on the corrections of a project."""
    refuse_second_run(project)
    tell("Looking through the corrections", 0, 0, "")
    with Project.open(project, is_read_only=True) as opened:
        lessons = project_lessons(opened, [TaxonomyId(name) for name in options.taxonomies])
        refuse_unusable(lessons.parts)
        choice = TrainingChoice(
            preset=options.preset, start=Start.FRESH if options.start == _FRESH else Start.ACTIVE
        )
        request = run_request(
            opened, choice, lessons, device=options.device or usable_device(), seed=options.seed
        )
        if options.start not in (None, _FRESH):
            model = model_for(opened, ModelChoice(adapter=options.start))
            request = replace(request, start=_place(str(model.adapter)), backbone=model.backbone)
    _refuse_or_foretell(request, lessons.parts, folder=project.parent, tell=tell)
    return start_run(project, request, lessons.parts, command=command)


def _started_from(
    sources: Sequence[Path], options: TrainingOptions, *, tell: Tell, command: Sequence[str]
) -> Run:
    """A run on files with labels."""
    if not sources or options.output is None or not options.taxonomies:
        raise InputError("Name a project; or files with labels, --taxonomy for them, and --output for the adapter.")
    taxonomies = [taxonomy_named(name) for name in options.taxonomies]
    tell("Looking through the labels", 0, 0, "")
    parts = file_lessons(sources, taxonomies)
    refuse_unusable(parts)
    shipped = shipped_adapter(options.backbone)
    named = None if options.start in (None, _FRESH) else _place(str(options.start))
    request = RunRequest(
        backbone=options.backbone,
        start=None if options.start == _FRESH else named or shipped,
        old=named or shipped,
        device=options.device or usable_device(),
        quantise="auto",
        preset=str(options.preset),
        config=replace(PRESETS[options.preset], seed=options.seed),
        taxonomies=tuple(taxonomies),
    )
    folder = options.output.absolute()
    folder = folder.with_name(folder.name + ".run")
    _refuse_or_foretell(request, parts, folder=_parent_made(folder), tell=tell)
    return begin_run(folder, request, parts, command=command)


def _parent_made(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder.parent, error) from None
    return folder.parent


def _place(named: str) -> AdapterPlace:
    """An adapter by the name of a shipped one, or by its folder.

    Raises:
        ModelMissing: if there is none.
    """
    shipped = places.resources() / "adapters" / named
    folder = shipped if shipped.is_dir() else Path(named).absolute()
    if not folder.is_dir():
        raise ModelMissing(f"There is no adapter {named}.")
    backbone_of(folder)  # refuses what is no adapter
    return AdapterPlace(name=folder.parent.name if folder.name == ADAPTER else folder.name, folder=folder)


def _refuse_or_foretell(request: RunRequest, parts: TrainingSet, *, folder: Path, tell: Tell) -> None:
    """What is to come, in a line.

    Raises:
        MosaicError: if the machine cannot work it.
    """
    tell("Trying a training step", 0, 0, "")
    means = training_means(request, parts, folder=folder)
    refuse_without_means(means)
    words = [f"{len(parts.learn):,} reports to learn from", f"{len(parts.held_out):,} held out", request.device]
    if means.memory_needed_mib is not None:
        words.append(f"{means.memory_needed_mib / 1024:.1f} GiB of memory")
    if means.seconds is not None:
        words.append(f"about {in_words(means.seconds)}")
    tell(", ".join(words), 0, 0, "")


def _told(run: Run, project: Path | None, output: Path | None) -> Told:
    request = read_request(run.folder)
    comparison = compare_run(run.folder, request.taxonomies, guarded=_guarded(project))
    run.note_seen()
    adapter = run.folder / ADAPTER
    if output is None and run.folder.suffix == ".run":
        output = run.folder.with_name(run.name)
    if output is not None:
        _copy(adapter, output, card=run.folder / CARD)
        adapter = output
    lines = [f"The new adapter is {adapter}; {run.folder / 'card.md'} tells what it is made of."]
    lines += [*_figure_lines(comparison), *comparison.verdict.sentences]
    if project is not None:
        lines.append(f"Nothing is promoted: “promote {project.name} {run.name} --reader NAME” lets it suggest.")
    data = {
        "run": run.name, "folder": str(run.folder), "adapter": str(adapter), "preset": request.preset,
        "device": request.device, "seed": request.config.seed, **_run_figures(run),
        "comparison": figures_of(comparison), "needs_reason": comparison.verdict.needs_reason,
    }  # fmt: skip
    return Told(text="\n".join(lines), data=data)


def _guarded(project: Path | None) -> tuple[FindingId, ...]:
    if project is None:
        return ()
    with Project.open(project, is_read_only=True) as opened:
        return AdapterDesk(opened).guarded()


def _figure_lines(comparison: Comparison) -> list[str]:
    """F1 of the old and the new adapter, a line a taxonomy."""
    lines = []
    for one in comparison.taxonomies:
        before, after = one.whole.before.f1, one.whole.after.f1
        if before is not None and after is not None:
            lines.append(f"{one.taxonomy_id}: F1 {before:.3f} → {after:.3f} on {one.n_reports:,} held-out reports.")
    return lines


def _run_figures(run: Run) -> dict[str, Any]:
    view = run.follow()
    return {"steps": view.step, "memory_mib": view.memory_mib, "losses": [loss for _, loss in view.losses]}


def _copy(adapter: Path, output: Path, *, card: Path) -> None:
    """The adapter at its place, whole or not at all, with the card that says what it was made from."""
    beside = output.with_name(f".{output.name}.copying")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(adapter, beside)
        shutil.copyfile(card, beside / CARD)
        beside.rename(output)
    except OSError as error:
        with suppress(OSError):
            shutil.rmtree(beside)
        raise not_written(output, error) from None
