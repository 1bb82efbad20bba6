"""A run judged: the old and the new adapter on its held-out reports, computed from the lines that they wrote.

Always from the lines, never from `comparison.json`: that file and the card are for people and other
programs, and a hand-edited one opens no gate.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mosaic_desk.core.comparison import TaxonomyComparison, compared_taxonomy
from mosaic_desk.core.errors import InputError, ModelError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.verdict import Comparison, comparison_of
from mosaic_desk.desk.model_card import model_card
from mosaic_desk.desk.run_folder import ADAPTER, AFTER, BEFORE, CARD, COMPARISON, HELD_OUT
from mosaic_desk.exchange.adapter_files import adapter_manifest, is_as_told
from mosaic_desk.exchange.run_lines import HeldOut, answered, answering, held_out_reports
from mosaic_desk.exchange.whole_file import whole_file


def compare_run(run: Path, taxonomies: Sequence[Taxonomy], *, guarded: Collection[FindingId] = ()) -> Comparison:
    """Judges a run that is done, and writes `comparison.json` and `card.md` into its folder.

    Args:
        run: The folder of the run.
        taxonomies: Those that it was trained on, in the version that it was trained on.
        guarded: Findings that may not lose sensitivity, beside the rare ones.

    Raises:
        MosaicError: if the lines cannot be read, or the files not written.
    """
    comparison = comparison_of_run(run, taxonomies, guarded=guarded) or comparison_of(())
    with whole_file(run / COMPARISON) as file:
        json.dump(comparison_json(comparison), file, ensure_ascii=False, indent=1, allow_nan=False)
        file.write("\n")
    with whole_file(run / CARD) as file:
        file.write(model_card(run, comparison))
    return comparison


def comparison_of_run(
    run: Path, taxonomies: Sequence[Taxonomy], *, guarded: Collection[FindingId] = ()
) -> Comparison | None:
    """The comparison of a run; None where it holds none (not done yet, or its adapter came from elsewhere).

    Raises:
        InputError: if its lines are damaged.
    """
    if not all((run / name).is_file() for name in (HELD_OUT, BEFORE, AFTER)):
        return None
    _refuse_others_files(run)
    reports = held_out_reports(run / HELD_OUT)
    # Of several versions of a taxonomy the last one stands; a run is of one version of each.
    asked = {taxonomy.id: taxonomy for taxonomy in taxonomies}
    held_out = {one.taxonomy_id for one in reports}
    old = answering(run / BEFORE)
    return comparison_of(
        [
            _compared(run, taxonomy, [one for one in reports if one.taxonomy_id == taxonomy.id], guarded)
            for taxonomy in asked.values() if taxonomy.id in held_out
        ],
        unseen=[taxonomy_id for taxonomy_id in asked if taxonomy_id not in held_out],
        old_hash=old[0].model.adapter_hash if old else None,
    )  # fmt: skip


def _refuse_others_files(run: Path) -> None:
    """Refuses lines that were changed, or are another run's: their hashes stand with the adapter that wrote them.

    Where the manifest cannot be read there is nothing to promote either.
    """
    try:
        manifest = adapter_manifest(run / ADAPTER)
    except ModelError:
        return
    for name in (HELD_OUT, BEFORE, AFTER):
        if name in manifest.judged_by and not is_as_told(run / name, manifest.judged_by[name]):
            raise InputError(f"{name} of this run was changed or exchanged; the run cannot be judged by it.")
    old, new = answering(run / BEFORE), answering(run / AFTER)
    if {one.model.adapter_hash for one in new} - {manifest.hash}:
        raise InputError(f"{AFTER} of this run was answered by another adapter; the run cannot be judged by it.")
    if len({one.model.adapter_hash for one in old}) > 1:
        raise InputError(f"{BEFORE} of this run was answered by another adapter; the run cannot be judged by it.")


def _compared(
    run: Path, taxonomy: Taxonomy, reports: list[HeldOut], guarded: Collection[FindingId]
) -> TaxonomyComparison:
    rare = {finding.id for finding in taxonomy.findings if finding.is_rare}
    return compared_taxonomy(
        taxonomy.id,
        answered(reports, run / BEFORE),
        answered(reports, run / AFTER),
        findings=taxonomy.finding_ids,
        guarded=rare | set(guarded),
        n_first_reads=sum(report.is_blind for report in reports),
    )


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """A comparison as plain values for `json.dumps`."""
    verdict = comparison.verdict
    return {
        "verdict": {
            "outcome": verdict.outcome.value,
            "needs_reason": verdict.needs_reason,
            "sentences": list(verdict.sentences),
            "doubts": list(verdict.doubts),
        },
        "taxonomies": [asdict(one) for one in comparison.taxonomies],
    }


def figures_of(comparison: Comparison | None) -> dict[str, Any]:
    """What the history of adapters keeps of a comparison: the figures that were shown, without report ids."""
    if comparison is None:
        return {}
    return {
        "outcome": comparison.verdict.outcome.value,
        "sentences": list(comparison.verdict.sentences),
        "taxonomies": {
            one.taxonomy_id: {
                "n_reports": one.n_reports,
                "n_first_reads": one.n_first_reads,
                "f1_before": one.whole.before.f1,
                "f1_after": one.whole.after.f1,
                "difference": one.whole.difference,
                "interval": None if one.whole.interval is None else list(one.whole.interval),
            }
            for one in comparison.taxonomies
        },
    }
