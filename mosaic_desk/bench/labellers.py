"""The labellers that ours is measured beside: rules (negspaCy) and TF-IDF with logistic regression.

Both read only what the model reads, know nothing of a language model, and are scored by the same
scores. The rules know English alone.

    python -m mosaic_desk.bench.labellers --train FILE… --test FILE [--split test] [--json]
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mosaic_desk.bench.printing import printed
from mosaic_desk.bench.rules import Answers, Rules
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.incoming import IncomingReport
from mosaic_desk.core.labels import ALL_CLASSES, Labels, MentionClass
from mosaic_desk.core.scores import Judged, Scores, scores
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.exchange.source import numbered_lines

_MAX_LINE = 16 * 2**20


class TfIdf:
    """One logistic regression per finding over words, pairs and triples; nothing in it was tuned."""

    def __init__(self, taxonomy: Taxonomy, *, texts: Sequence[str], labels: Sequence[Labels]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words = TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True, max_features=100_000)
        table = self._words.fit_transform(texts)
        self._models = {finding_id: _fitted(table, labels, finding_id) for finding_id in taxonomy.finding_ids}

    def answers(self, texts: Sequence[str]) -> list[Answers]:
        """The likeliest class of each text and finding, with the probabilities."""
        table = self._words.transform(texts)
        columns: dict[FindingId, list[dict[MentionClass, float]]] = {}
        for finding_id, (model, classes) in self._models.items():
            rows = [[1.0]] * len(texts) if model is None else model.predict_proba(table).tolist()
            columns[finding_id] = [dict(zip(classes, row, strict=True)) for row in rows]
        answers: list[Answers] = []
        for place in range(len(texts)):
            chances = {finding_id: rows[place] for finding_id, rows in columns.items()}
            answers.append(
                ({finding_id: max(row, key=row.__getitem__) for finding_id, row in chances.items()}, chances)
            )
        return answers


def _fitted(table: Any, labels: Sequence[Labels], finding_id: FindingId) -> tuple[Any, list[MentionClass]]:
    """The regression of one finding and its classes; no regression where all labels are one class."""
    from sklearn.linear_model import LogisticRegression

    rows = [row for row, known in enumerate(labels) if finding_id in known]
    truth = [str(labels[row][finding_id]) for row in rows]
    if len(set(truth)) < 2:
        return None, [MentionClass(truth[0]) if truth else MentionClass.NOT_MENTIONED]
    model = LogisticRegression(C=10, class_weight="balanced", max_iter=1000).fit(table[rows], truth)
    return model, [MentionClass(label) for label in model.classes_]


def compared(
    taxonomy: Taxonomy, *, train: Sequence[IncomingReport], test: Sequence[IncomingReport], seed: int
) -> dict[str, Scores]:
    """The scores of both labellers on the same reports, by name."""
    texts = [read_by_model(row.report.text).text for row in test]
    read = [read_by_model(row.report.text).text for row in train]
    tf_idf = TfIdf(taxonomy, texts=read, labels=[row.labels for row in train])
    given = {"rules": Rules(taxonomy).answers(texts), "tf_idf": tf_idf.answers(texts)}
    return {
        name: scores(
            [
                Judged(
                    report_id=row.report.report_id,
                    truth=row.labels,
                    answers=labels,
                    probabilities=chances,
                    patient_id=row.report.patient_id,
                )
                for row, (labels, chances) in zip(test, answers, strict=True)
            ],
            findings=taxonomy.finding_ids,
            seed=seed,
        )
        for name, answers in given.items()
    }


def bucket(report_id: str) -> int:
    """The tenth, 0 to 9, that a report belongs to by the hash of its id."""
    return int(hashlib.sha256(report_id.encode()).hexdigest()[:8], 16) % 10


def _wanted(path: Path, *, split: str | None, buckets: range, taxonomy: Taxonomy) -> list[IncomingReport]:
    """The reports of a file in that split (a key of its lines) and those buckets."""
    rows = read_jsonl(path, taxonomy=taxonomy).reports
    if split is not None:
        inside = _ids_in_split(path, split)
        rows = tuple(row for row in rows if row.report.report_id in inside)
    rows = tuple(row for row in rows if row.labels and bucket(row.report.report_id) in buckets)
    if not rows:
        raise InputError(f"{path.name} has no labelled report in what was asked of it.")
    return list(rows)


def _ids_in_split(path: Path, split: str) -> set[str]:
    lines = (json.loads(line) for _, line in numbered_lines(path, max_length=_MAX_LINE) if line and line.strip())
    return {line["report_id"] for line in lines if isinstance(line, dict) and line.get("split") == split}


def _without(train: Sequence[IncomingReport], test: Sequence[IncomingReport]) -> list[IncomingReport]:
    """Training reports of which the test has neither the id nor the text."""
    ids = {row.report.report_id for row in test}
    texts = {" ".join(row.report.text.split()) for row in test}
    return [row for row in train if row.report.report_id not in ids and " ".join(row.report.text.split()) not in texts]


def _table(name: str, result: Scores) -> str:
    lines = [f"{name}: mean weighted F1 {_figure(result.mean_weighted_f1, result.interval)}"]
    lines.append(f"  macro F1 of positives {_figure(result.macro_f1_positive, result.macro_interval)}")
    for row in result.per_finding:
        counts = ", ".join(f"{row.by_class[label].n} {label}" for label in ALL_CLASSES)
        lines.append(f"  {row.finding_id:28} {_figure(row.weighted_f1, row.interval):22} {counts}")
    return "\n".join(lines)


def _figure(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None:
        return "not in the truth"
    return f"{value:.3f}" + ("" if interval is None else f" ({interval[0]:.3f} to {interval[1]:.3f})")


def _buckets(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mosaic_desk.bench.labellers", description=__doc__.split("\n")[0])
    parser.add_argument("--train", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--test", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--split", help="only test reports whose line has this “split”")
    parser.add_argument("--train-buckets", type=_buckets, default=range(10), metavar="0-7", help="tenths by report id")
    parser.add_argument("--test-buckets", type=_buckets, default=range(10), metavar="8-9", help="tenths by report id")
    parser.add_argument("--taxonomy", default="mimic-cxr")
    parser.add_argument("--seed", type=int, default=0, help="of the resampling that gives the intervals")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def _run(options: argparse.Namespace) -> str:
    taxonomy = taxonomy_named(options.taxonomy)
    test, train = (
        [row for path in paths for row in _wanted(path, split=split, buckets=buckets, taxonomy=taxonomy)]
        for paths, split, buckets in (
            (options.test, options.split, options.test_buckets),
            (options.train, None, options.train_buckets),
        )
    )
    train = _without(train, test)
    results = compared(taxonomy, train=train, test=test, seed=options.seed)
    about = {
        "data": [path.name for path in options.test],
        "split": options.split,
        "reports": len(test),
        "trained_on": {"data": [path.name for path in options.train], "reports": len(train)},
    }
    if options.json:
        return json.dumps({**about, "labellers": {name: result.to_json() for name, result in results.items()}})
    head = f"{len(test)} test reports, {len(train)} training reports (the rules use none)"
    return "\n\n".join([head, *(_table(name, result) for name, result in results.items())])


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the scores of both labellers; 1 where the data or the libraries are not what is needed."""
    options = _arguments(argv)
    return printed(lambda: _run(options), extra="bench")


if __name__ == "__main__":
    sys.exit(main())
