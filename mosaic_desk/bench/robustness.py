"""How many labels change when a report is written another way, and which probes are answered right.

    python -m mosaic_desk.bench.robustness [--data FILE…] [--split dev] [--limit 100] [--taxonomy T] [--json]

Every variant says the same as its report, so no label should change; a flip is a label that differs
from that of the report as it came. Without `--data` only the shipped probes are run. Report text is
never printed.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mosaic_desk.bench.gold_evidence import lines_of
from mosaic_desk.bench.labellers import bucket
from mosaic_desk.bench.perturbations import INJECTIONS, PERTURBATIONS, PLACES, asked_in_indication, injected
from mosaic_desk.bench.printing import printed
from mosaic_desk.bench.probes import Probe, probe_figures, probes_in, probes_told, shipped_probes
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named

_SEALED = 9
_MOST_TOLD = 3

Answered = Mapping[FindingId, MentionClass]
"""The labels of a text; empty where it could not be answered."""
Labeller = Callable[[Sequence[str], Taxonomy], list[Answered]]
"""Labels texts under a taxonomy, one result a text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Flips:
    """Labels that a variant changed: `flipped` of `slots`, in so many of `reports`, by finding."""

    flipped: int
    slots: int
    reports_changed: int
    reports: int
    findings: Mapping[FindingId, int]

    def to_json(self) -> dict[str, Any]:
        """As one object; `share` is flipped over slots."""
        return {
            "share": self.flipped / self.slots if self.slots else 0.0,
            "flipped": self.flipped,
            "slots": self.slots,
            "reports_changed": self.reports_changed,
            "reports": self.reports,
            "findings": dict(self.findings),
        }


def flips(before: Sequence[Answered], after: Sequence[Answered]) -> Flips:
    """What changed between two labellings of the same reports; a lost answer changes every label."""
    changed = [[f for f in old if old[f] is not new.get(f)] for old, new in zip(before, after, strict=True)]
    counts = Counter(finding_id for row in changed for finding_id in row)
    return Flips(
        flipped=sum(map(len, changed)),
        slots=sum(map(len, before)),
        reports_changed=sum(map(bool, changed)),
        reports=len(before),
        findings=dict(counts.most_common()),
    )


def _together(rows: Sequence[Flips]) -> Flips:
    counts: Counter[FindingId] = Counter()
    for row in rows:
        counts.update(row.findings)
    return Flips(
        flipped=sum(row.flipped for row in rows),
        slots=sum(row.slots for row in rows),
        reports_changed=sum(row.reports_changed for row in rows),
        reports=sum(row.reports for row in rows),
        findings=dict(counts.most_common()),
    )


def variants(texts: Sequence[str], taxonomy: Taxonomy) -> dict[str, list[str]]:
    """Every way of writing the reports, by name; the place of an injected sentence changes from report to report."""
    written = {name: [rewrite(text) for text in texts] for name, rewrite in PERTURBATIONS.items()}
    names = [finding.name() for finding in taxonomy.findings]
    written["findings named in the indication"] = [asked_in_indication(text, names) for text in texts]
    for name, instruction in INJECTIONS.items():
        written[f"injected: {name}"] = [
            injected(text, instruction, PLACES[number % len(PLACES)]) for number, text in enumerate(texts)
        ]
    return written


def permuted(taxonomy: Taxonomy, seed: int) -> Taxonomy:
    """The taxonomy with its findings asked in another order."""
    findings = random.Random(seed).sample(taxonomy.findings, len(taxonomy.findings))
    return replace(taxonomy, findings=tuple(findings))


def flip_figures(texts: Sequence[str], taxonomy: Taxonomy, label: Labeller) -> dict[str, Any]:
    """The flips of every variant, by name, and of other orders of the findings."""
    before = label(texts, taxonomy)
    rows = {"findings asked in another order": flips(before, label(texts, permuted(taxonomy, 1)))}
    for name, written in variants(texts, taxonomy).items():
        sys.stderr.write(f"{name}\n")
        rows[name] = flips(before, label(written, taxonomy))
    rows["injected: all wordings"] = _together([row for name, row in rows.items() if name.startswith("injected")])
    return {name: row.to_json() for name, row in rows.items()}


def probe_answers(probes: Sequence[Probe], taxonomy: Taxonomy, label: Labeller) -> list[MentionClass | None]:
    """What is answered to each probe."""
    answered = label([probe.text for probe in probes], taxonomy)
    return [row.get(probe.finding) for probe, row in zip(probes, answered, strict=True)]


def flips_told(figures: Mapping[str, Any]) -> str:
    """The flips as a table for a person."""
    lines = [f"{'variant':<36}{'labels':>8}{'share':>9}{'reports':>9}   most in"]
    for name, row in figures.items():
        most = ", ".join(f"{finding_id} {n}" for finding_id, n in list(row["findings"].items())[:_MOST_TOLD])
        lines.append(f"{name:<36}{row['flipped']:>8}{row['share']:>9.2%}{row['reports_changed']:>9}   {most}")
    return "\n".join(lines)


def _texts(options: argparse.Namespace) -> list[str]:
    """The first reports that the model reads something of; the sealed tenth stays out."""
    rows = [row for path in options.data for row in lines_of(path)]
    rows = [row for row in rows if options.split is None or row.get("split") == options.split]
    if options.split is None:
        rows = [row for row in rows if row.get("bucket", bucket(row["report_id"])) != _SEALED]
    texts = [row["text"] for row in rows if read_by_model(row["text"]).text][: options.limit]
    if not texts:
        raise InputError("No report in what was asked of the files holds anything to read.")
    return texts


def _labeller(options: argparse.Namespace) -> Labeller:
    from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
    from mosaic_desk.llm.slots import SlotScorer

    backbone, card = chosen_backbone(options.backbone, device=options.device, progress=lambda *_: None)
    adapter = chosen_adapter(backbone, card, options.adapter)

    def label(texts: Sequence[str], taxonomy: Taxonomy) -> list[Answered]:
        scorer = SlotScorer(backbone, adapter, prompt_for(taxonomy))
        answers = scorer.answers([Report(report_id=ReportId(str(n)), text=text) for n, text in enumerate(texts)])
        return [
            {} if answer.error else dict(zip(taxonomy.finding_ids, (slot.label for slot in answer.slots), strict=True))
            for answer in answers
        ]

    return label


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mosaic_desk.bench.robustness", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", default=[], metavar="FILE", help="JSON lines of reports")
    parser.add_argument("--split", help="only reports whose line has this “split”")
    parser.add_argument("--limit", type=int, default=100, help="at most so many reports, the first")
    parser.add_argument("--taxonomy", default="mimic-cxr")
    parser.add_argument("--probes", type=Path, help="left out: the shipped ones, under mimic-cxr")
    parser.add_argument("--backbone", default="gemma-3-270m")
    parser.add_argument("--adapter", help="left out: the one shipped for the backbone")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def _run(options: argparse.Namespace) -> str:
    taxonomy = taxonomy_named(options.taxonomy)
    probes = probes_in(options.probes or shipped_probes())
    texts = _texts(options) if options.data else []
    label = _labeller(options)
    asked = taxonomy if options.probes else taxonomy_named("mimic-cxr")
    told = probe_figures(probes, probe_answers(probes, asked, label))
    flipped = flip_figures(texts, taxonomy, label) if texts else {}
    if options.json:
        about = {"data": [path.name for path in options.data], "reports": len(texts)}
        return json.dumps({**about, "variants": flipped, "probes": told}, ensure_ascii=False)
    head = f"{len(texts)} reports, {len(taxonomy.findings)} findings asked; no label should change.\n\n"
    return (head + flips_told(flipped) + "\n\n" if texts else "") + probes_told(told)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the flips and the probes; 1 where the data or the model are not what is needed."""
    options = _arguments(argv)
    return printed(lambda: _run(options), extra="model")


if __name__ == "__main__":
    sys.exit(main())
