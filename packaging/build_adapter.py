"""Rebuilds the shipped adapter: about two hours on two idle cores.

    .venv/bin/python packaging/build_adapter.py --output first --questions with-report
    .venv/bin/python packaging/build_adapter.py --output second --questions with-report \
        --start first --with-short --epochs 1 --learning-rate 1e-4
    .venv/bin/python packaging/build_adapter.py --output third --start second --with-short --epochs 2 --seed 11
    .venv/bin/python packaging/build_adapter.py --output fourth --start third --with-new --share 0.6 --epochs 1 \
        --learning-rate 1.5e-4 --seed 31
    .venv/bin/python packaging/build_adapter.py --start fourth --with-new --share 0.25 --epochs 1 \
        --learning-rate 1.5e-4 --seed 33 --silver radlabels.jsonl.gz

The first run trains on `resources/training/reports.jsonl` with the default `TrainingConfig`, the second goes on with
the training part of `short.jsonl`, the third with questions that are read apart from the report, the fourth with the
targeted reports, other lists, composed and stemmed reports, the last with these and the reports that a program
labelled (see `silver_reports`); it writes what `resources/adapters/mosaic-12` is. Needs the extras “model”, “demo” and
“bench”.
"""

import argparse
import hashlib
import json
import random
import sys
from functools import cache
from pathlib import Path

from composed_reports import composed
from silver_reports import silver_examples
from stemmed_reports import stemmed

from mosaic_desk import places
from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.training import StepReport, TrainingConfig
from mosaic_desk.llm.augment import asides, narrower_findings
from mosaic_desk.llm.choose import chosen_backbone
from mosaic_desk.llm.training import Lessons, Listening, train

NAME = "mosaic-12"
_COMPOSED = 400


def main() -> None:
    """Trains and writes the adapter, telling each tenth step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=places.resources() / "adapters" / NAME)
    parser.add_argument("--epochs", type=int, default=TrainingConfig().epochs)
    parser.add_argument("--seed", type=int, default=TrainingConfig().seed)
    parser.add_argument("--learning-rate", type=float, default=TrainingConfig().learning_rate)
    parser.add_argument("--start", type=Path, help="an adapter folder to go on from")
    parser.add_argument("--with-short", action="store_true", help="also the short reports")
    parser.add_argument("--with-new", action="store_true", help="also the targeted ones, other lists, stemmed Spanish")
    parser.add_argument("--questions", choices=("apart", "with-report"), default="apart")
    parser.add_argument("--share", type=float, default=1.0, help="of the shipped reports, drawn by the seed")
    parser.add_argument("--silver", type=Path, metavar="FILE", help="reports that a program labelled")
    options = parser.parse_args()
    backbone, _ = chosen_backbone("gemma-3-270m", device="cpu", progress=_tell)
    examples = shipped_examples("reports.jsonl")
    if options.with_short and not options.with_new:
        examples += short_examples()
    if options.share < 1:
        examples = random.Random(options.seed).sample(examples, round(options.share * len(examples)))
    if options.with_new:
        examples += [*short_examples(), *shipped_examples("targeted.jsonl"), *shipped_examples("lists.jsonl")]
        examples += composed(short_examples(), _COMPOSED, seed=options.seed)
        spanish = [each for each in shipped_examples("reports.jsonl") + examples if each.language == "es"]
        examples += [stemmed(each) for each in {each.report_id: each for each in spanish}.values()]
    if options.silver:
        examples += silver_examples(options.silver)
    sys.stderr.write(f"{len(examples)} reports\n")
    lessons = Lessons(
        examples=examples,
        narrower=narrower_findings(places.resources() / "training" / "narrower.toml"),
        asides=asides(places.resources() / "training" / "asides.toml"),
    )
    config = TrainingConfig(
        epochs=options.epochs, seed=options.seed, learning_rate=options.learning_rate,
        questions_apart=options.questions == "apart", most_plain=float("inf"),
    )
    train(
        backbone, lessons, options.output, config=config, start=options.start, listening=Listening(on_step=_tell_step)
    )


def bucket(report_id: str) -> int:
    """The tenth that a report belongs to by the hash of its id; 8 and 9 are never trained on."""
    return int(hashlib.sha256(report_id.encode()).hexdigest()[:8], 16) % 10


def shipped_examples(name: str) -> list[Example]:
    """The reports of a file under `resources/training` with their labels, and their evidence quotes as spans."""
    lines = (places.resources() / "training" / name).read_text(encoding="utf-8").splitlines()
    return [_example(row, _taxonomy(str(row.get("taxonomy", "mimic-cxr")))) for row in map(json.loads, lines)]


def short_examples() -> list[Example]:
    """The short reports that may be trained on."""
    return [each for each in shipped_examples("short.jsonl") if bucket(each.report_id) < 8]


@cache
def _taxonomy(name: str) -> Taxonomy:
    own = places.resources() / "training" / "lists" / f"{name}.toml"
    path = own if own.exists() else places.taxonomies() / f"{name}.toml"
    return taxonomy_from_toml(path.read_text(encoding="utf-8"), name)


def _example(row: dict[str, object], taxonomy: Taxonomy) -> Example:
    text, labels, quotes = row["text"], row["labels"], row.get("evidence", {})
    assert isinstance(text, str) and isinstance(labels, dict) and isinstance(quotes, dict)
    return Example(
        report_id=ReportId(str(row["report_id"])),
        text=text,
        taxonomy=taxonomy,
        labels={FindingId(finding_id): MentionClass(word) for finding_id, word in labels.items()},
        evidence={
            FindingId(finding_id): (text.index(quote), text.index(quote) + len(quote))
            for finding_id, quote in quotes.items()
            if quote in text
        },
        language=str(row["language"]),
    )


def _tell(text: str, done: int, total: int) -> None:
    sys.stderr.write(f"{text}: {done} of {total}\n")


def _tell_step(step: StepReport) -> None:
    if step.step % 10 == 0 or step.step == step.steps:
        left = step.seconds / step.step * (step.steps - step.step) / 60
        sys.stderr.write(f"step {step.step} of {step.steps}, loss {step.loss:.3f}, {left:.0f} minutes left\n")


if __name__ == "__main__":
    main()
