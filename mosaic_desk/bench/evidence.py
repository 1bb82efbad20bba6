"""Where labels say they rest, against where they do: five ways measured on the same reports and weights.

    python -m mosaic_desk.bench.evidence --data FILE… [--taxonomy T] [--buckets 8] [--ways …] [--json]

The gold is a verbatim quote or the tokens of each label. A hit lies in a sentence of the gold; the
overlap is the F1 over characters. What evidence costs is the time of a pass with it over that of one
without, both in the same run and in turn; the median over groups of reports. `--taxonomy labels` asks
every finding that the files label, by its id in words.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from mosaic_desk.bench.evidence_judged import Pointed, Way, judged_slots
from mosaic_desk.bench.gold_evidence import GoldReport, gold_reports, taxonomy_of
from mosaic_desk.bench.printing import printed
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named

if TYPE_CHECKING:
    from mosaic_desk.bench.evidence_ways import Pointing

FROM_LABELS = "labels"
_GROUP = 4
"""Reports whose passes are timed together: about one batch."""
_EXTRA = {Way.SENTENCE, Way.OCCLUSION}
"""Ways that need passes on top of the one that gives the labels; the others replace it."""


def measured(golds: Sequence[GoldReport], *, taxonomy: Taxonomy, pointing: "Pointing") -> dict[str, Any]:
    """The figures of every way over the reports that hold something to read."""
    slots: list[Pointed] = []
    ratios: list[dict[str, float]] = []
    readable = [gold for gold in golds if read_by_model(gold.report.text).text]
    for start in range(0, len(readable), _GROUP):
        group = readable[start : start + _GROUP]
        reads = [read_by_model(gold.report.text) for gold in group]
        for gold, read, found in zip(group, reads, pointing.found([r.text for r in reads]), strict=True):
            slots += judged_slots(gold, taxonomy=taxonomy, read=read, found=found)
        ratios.append(_ratios(pointing.seconds))
        sys.stderr.write(f"\r{start + len(group)} of {len(readable)} reports")
    sys.stderr.write("\n")
    right = [slot for slot in slots if slot.is_right]
    return {
        "reports": len(readable),
        "findings": len(taxonomy.findings),
        "labels_with_gold": sum(len(gold.mentions) for gold in readable),
        "ways": {
            str(way): {
                **_figures(way, right),
                "mentioned": _figures(way, slots),
                "cost": median(ratio[way] for ratio in ratios),
            }
            for way in (Way(name) for name in ratios[0])
        },
    }


def _ratios(seconds: Mapping[str, float]) -> dict[str, float]:
    """Each way's time with the labels over that of the labels alone."""
    none = seconds["none"]
    ways = [Way(name) for name in seconds if name != "none"]
    return {way: (seconds[way] + (none if way in _EXTRA else 0.0)) / none for way in ways}


def _figures(way: Way, slots: Sequence[Pointed]) -> dict[str, float | int | None]:
    if not slots:
        return {"n": 0, "hit": None, "overlap": None}
    hits, overlaps = mean(slot.hits[way] for slot in slots), mean(slot.overlaps[way] for slot in slots)
    return {"n": len(slots), "hit": hits, "overlap": overlaps}


def told(figures: Mapping[str, Any]) -> str:
    """The figures as a table for a person."""
    lines = [
        f"{figures['reports']} reports, {figures['findings']} findings asked, {figures['labels_with_gold']} labels"
        f" whose place is known: {', '.join(figures['data'])}, buckets {', '.join(map(str, figures['buckets']))}.",
        "",
        f"{'way':<12}{'hit':>7}{'overlap':>9}{'n':>7}   {'hit':>7}{'overlap':>9}{'n':>7}{'cost':>10}",
        f"{'':<12}{'right labels':>23}   {'all but not mentioned':>23}{'of a pass':>10}",
    ]
    for way, row in figures["ways"].items():
        lines.append(f"{way:<12}{_cells(row)}   {_cells(row['mentioned'])}{row['cost']:>9.2f}x")
    return "\n".join(lines)


def _cells(row: Mapping[str, Any]) -> str:
    return f"{_cell(row['hit']):>7}{_cell(row['overlap']):>9}{row['n']:>7}"


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _ways(text: str) -> list[Way]:
    return [Way(name) for name in text.split(",")]


def _buckets(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mosaic_desk.bench.evidence", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", required=True, metavar="FILE", help="JSON lines with evidence")
    parser.add_argument("--taxonomy", default="mimic-cxr", help=f"a name, a file, or “{FROM_LABELS}”")
    parser.add_argument("--buckets", type=_buckets, default=range(8, 9), metavar="8", help="tenths by report id")
    parser.add_argument("--ways", type=_ways, default=list(Way), metavar=",".join(Way))
    parser.add_argument("--limit", type=int, help="at most so many reports, the first")
    parser.add_argument("--backbone", default="gemma-3-270m")
    parser.add_argument("--adapter", help="left out: the one shipped for the backbone")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def _run(options: argparse.Namespace) -> str:
    golds = gold_reports(options.data, buckets=options.buckets)[: options.limit]
    taxonomy = taxonomy_of(golds) if options.taxonomy == FROM_LABELS else taxonomy_named(options.taxonomy)
    pointing = _pointing(options, taxonomy)
    figures = measured(golds, taxonomy=taxonomy, pointing=pointing)
    figures = {"data": [path.name for path in options.data], "buckets": list(options.buckets), **figures}
    return json.dumps(figures) if options.json else told(figures)


def _pointing(options: argparse.Namespace, taxonomy: Taxonomy) -> "Pointing":
    from mosaic_desk.bench.evidence_ways import Pointing
    from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone

    backbone, card = chosen_backbone(options.backbone, device=options.device, progress=lambda *_: None)
    adapter = chosen_adapter(backbone, card, options.adapter)
    return Pointing(backbone, adapter=adapter, prompt=prompt_for(taxonomy), ways=options.ways)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures of each way; 1 where the data or the model are not what is needed."""
    options = _arguments(argv)
    return printed(lambda: _run(options), extra="model")


if __name__ == "__main__":
    sys.exit(main())
