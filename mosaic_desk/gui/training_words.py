"""Retraining in plain sentences: before a run and while it works. Knows values, no widget."""

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.retraining import BeforeTraining, RunPhase, Start, TrainingMeans, TrainingView
from mosaic_desk.core.training import PRESETS, Preset
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.numbers import counted, in_language

translate = QCoreApplication.translate


def preset_name(preset: Preset) -> str:
    """A preset as it is offered."""
    return {
        Preset.QUICK: translate("Training", "Quick"),
        Preset.NORMAL: translate("Training", "Normal"),
        Preset.THOROUGH: translate("Training", "Thorough"),
    }[preset]


def preset_sentence(preset: Preset) -> str:
    """What a preset does."""
    epochs = counted(PRESETS[preset].epochs)
    return {
        Preset.QUICK: translate("Training", "Goes through the reports once: to see whether it helps at all."),
        Preset.NORMAL: translate("Training", "Goes through the reports up to {0} times; stops when nothing is gained."),
        Preset.THOROUGH: translate(
            "Training", "MOSAIC's published recipe: up to {0} times with a larger adapter. Takes long without a GPU."
        ),
    }[preset].replace("{0}", epochs)  # fmt: skip


def before_headline(before: BeforeTraining, means: TrainingMeans | None) -> str:
    """What would happen and how long it takes, in one line."""
    if before.refusal:
        return translate("Training", "No training is possible yet")
    learned = count(before.learned, one=translate("Training", "Learn from {0} corrected report"),
                    more=translate("Training", "Learn from {0} corrected reports"))  # fmt: skip
    if means is None or means.seconds is None:
        return learned
    about = _fill(translate("Training", "about {0}"), duration(means.seconds))
    return f"{learned}  ·  {about}"


def before_sentences(before: BeforeTraining) -> list[str]:
    """What will happen, in the order in which it does; with a refusal nothing will."""
    if before.refusal:
        return [desk_words(before.refusal)]
    if before.choice.start is Start.ACTIVE:
        goes_on = translate("Training", "The adapter {0}, which suggests now, goes on learning in a copy of its own.")
    else:
        goes_on = translate("Training", "A new adapter learns from nothing. The adapter {0} goes on suggesting.")
    told = [
        filled(goes_on, before.active_adapter)
        + " " + translate("Training", "Nothing changes for you until somebody has looked at it and promotes it."),
    ]  # fmt: skip
    if before.new_since is not None:
        new = count(before.new_since, one=translate("Training", "{0} report was corrected since the last training."),
                    more=translate("Training", "{0} reports were corrected since the last training."))  # fmt: skip
        told.append(new)
    told.append(_held_out(before))
    if before.watched:
        told.append(
            count(
                before.watched,
                one=translate("Training", "{0} more is only watched, to stop before it learns by heart."),
                more=translate("Training", "{0} more are only watched, to stop before it learns them by heart."),
            )
        )
    return told


def _held_out(before: BeforeTraining) -> str:
    kept = count(
        before.held_out,
        one=translate("Training", "{0} report is kept apart: no training ever sees it, so it shows which is better."),
        more=translate(
            "Training", "{0} reports of every fifth patient are kept apart: no training ever sees them, so they show "
            "which adapter is better."
        ),
    )  # fmt: skip
    if before.held_out_first_reads >= before.held_out:
        blind = translate("Training", "All were drawn at random and answered before a suggestion was seen.")
    elif before.held_out_first_reads:
        blind = translate(
            "Training", "{0} of them are first reads: drawn at random and answered before a suggestion was seen."
        )  # fmt: skip
    else:
        blind = translate(
            "Training", "None of them was drawn at random and answered before a suggestion was seen, so the comparison "
            "will not be blind."
        )  # fmt: skip
    return f"{kept} {blind.replace('{0}', counted(before.held_out_first_reads))}"


def means_sentences(means: TrainingMeans) -> list[str]:
    """How long, on what, and what it takes of the machine."""
    on = translate("Training", "It works on {0} with {1}, while you read on.") if not means.is_gpu else (
        translate("Training", "It works on {0} with {1}. Suggesting waits meanwhile.")
    )  # fmt: skip
    place = translate("Training", "the graphics card") if means.is_gpu else translate("Training", "the processor")
    lines = [filled(on.replace("{0}", place).replace("{1}", "{0}"), means.backbone)]
    if means.memory_needed_mib is None or means.disk_needed_mib is None:
        return lines
    memory = translate("Training", "It needs {0} of memory ({1}) and {2} of disk ({3}).")
    lines.append(
        memory.replace("{0}", size(means.memory_needed_mib)).replace("{1}", _free(means.memory_free_mib))
        .replace("{2}", size(means.disk_needed_mib)).replace("{3}", _free(means.disk_free_mib))
    )  # fmt: skip
    return lines


def run_headline(view: TrainingView) -> str:
    """Where a run stands."""
    if view.is_alive and view.is_silent:
        return translate("Training", "Nothing was heard of the training for two minutes")
    return {
        RunPhase.STARTING: translate("Training", "Getting ready"),
        RunPhase.TRAINING: translate("Training", "Training"),
        RunPhase.COMPARING: translate("Training", "Comparing the new adapter with the old one"),
        RunPhase.DONE: translate("Training", "The training is done"),
        RunPhase.PAUSED: translate("Training", "The training is paused"),
        RunPhase.CANCELLED: translate("Training", "The training was cancelled"),
        RunPhase.FAILED: translate("Training", "The training failed"),
        RunPhase.STOPPED: translate("Training", "The training stopped in the middle"),
    }[view.phase]


def run_sentence(view: TrainingView) -> str:
    """What a run is at, or what can be done about one that rests."""
    if view.is_alive and view.is_silent:
        return translate("Training", "It may hang. Cancel it; what readers corrected is safe.")
    if view.phase is RunPhase.PAUSED:
        return translate("Training", "Go on when you like: nothing is lost. It also goes on after a restart.")
    if view.phase is RunPhase.STOPPED:
        return translate("Training", "Its process ended without a word. Go on: only the last few steps are repeated.")
    if view.phase is RunPhase.CANCELLED:
        return translate("Training", "Nothing is left of it; the adapter that suggested before still does.")
    said = desk_words(view.text)
    return said if said != run_headline(view) else ""


def run_steps(view: TrainingView) -> str:
    """“Step 12 of 60 · round 1 of 3 · 4 min left · 1.9 GB of memory”."""
    parts = []
    if view.steps:
        parts.append(_fill(translate("Training", "Step {0} of {1}"), counted(view.step), counted(view.steps)))
    if view.epochs > 1:
        round_of = _fill(translate("Training", "round {0} of {1}"), counted(max(view.epoch, 1)), counted(view.epochs))
        parts.append(round_of)
    if view.is_alive and view.seconds_left is not None:
        parts.append(_fill(translate("Training", "{0} left"), duration(view.seconds_left)))
    if view.is_alive and view.memory_mib:
        parts.append(_fill(translate("Training", "{0} of memory"), size(view.memory_mib)))
    return "  ·  ".join(parts)


def run_brief(view: TrainingView) -> str:
    """“70 % · 4 min left”; for a run that rests where it stands."""
    if not view.is_alive:
        return run_headline(view)
    parts = [f"{view.step * 100 // view.steps} %"] if view.steps else [run_headline(view)]
    if view.seconds_left is not None:
        parts.append(_fill(translate("Training", "{0} left"), duration(view.seconds_left)))
    return "  ·  ".join(parts)


def loss_sentence(view: TrainingView) -> str:
    """What the curves show, in words."""
    if not view.losses:
        return translate("Training", "The curve of the errors appears with the first steps; it should go down.")
    first, last = view.losses[0][1], view.losses[-1][1]
    words = translate("Training", "Error on what it learns from: {0} at first, {1} now; lower is better.")
    told = _fill(words, decimal(first), decimal(last))
    if view.watched:
        best = min(loss for _, loss in view.watched)
        more = translate("Training", "On the reports that are only watched: {0} now, {1} at best.")
        told += " " + _fill(more, decimal(view.watched[-1][1]), decimal(best))
    return told


def duration(value: float) -> str:
    """“40 seconds”, “12 min”, “2 h 5 min”."""
    if value < 60:
        return _fill(translate("Training", "{0} s"), str(max(1, round(value))))
    minutes = round(value / 60)
    if minutes < 60:
        return _fill(translate("Training", "{0} min"), str(minutes))
    return _fill(translate("Training", "{0} h {1} min"), counted(minutes // 60), str(minutes % 60))


def size(mib: float) -> str:
    """“350 MB” or “2.1 GB”."""
    if mib < 1000:
        return _fill(translate("Training", "{0} MB"), str(round(mib)))
    return _fill(translate("Training", "{0} GB"), in_language(f"{mib / 1024:.1f}"))


def decimal(value: float) -> str:
    """A figure with two places."""
    return in_language(f"{value:.2f}")


def count(number: int, *, one: str, more: str) -> str:
    """A sentence with a number, in the singular or the plural."""
    return (one if number == 1 else more).replace("{0}", counted(number))


def _free(mib: int | None) -> str:
    if mib is None:
        return translate("Training", "how much is free is not known")
    return _fill(translate("Training", "{0} are free"), size(mib))


def _fill(text: str, *values: str) -> str:
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", value)
    return text
