"""Training reports that are made of others: longer ones of short ones, and Spanish ones as some archives keep them."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from mosaic_desk.core.labels import MentionClass

sys.path.append(str(Path(__file__).parents[1] / "packaging"))
from build_adapter import shipped_examples, short_examples
from composed_reports import composed
from stemmed_reports import stemmed

M = MentionClass.NOT_MENTIONED


def test_a_composed_report_says_what_its_parts_say_and_points_at_their_words() -> None:
    short = short_examples()
    by_text = {one.text.strip(): one for one in short}
    for made in composed(short, 60, seed=3):
        held = [one for text, one in by_text.items() if text in made.text and one.language == made.language]
        assert len(held) >= 2
        for finding_id, label in made.labels.items():
            said = {one.labels[finding_id] for one in held} - {M}
            assert label is M or label in said
        for finding_id, (start, end) in made.evidence.items():
            quotes = {one.text[slice(*one.evidence[finding_id])] for one in held if finding_id in one.evidence}
            assert made.text[start:end] in quotes


def test_composed_reports_are_the_same_with_the_same_seed_and_use_every_text() -> None:
    short = short_examples()[:40]
    one, again, other = (composed(short, 30, seed=seed) for seed in (1, 1, 2))
    assert [made.text for made in one] == [made.text for made in again] != [made.text for made in other]
    used = Counter(text.text.strip() in made.text for text in short for made in one)
    assert used[True] >= 60


def test_a_stemmed_report_has_no_accents_nor_small_words_and_keeps_its_labels() -> None:
    spanish = [one for one in shipped_examples("reports.jsonl") if one.language == "es"]
    for one in spanish:
        made = stemmed(one)
        assert made.labels == one.labels and made.report_id == f"{one.report_id}-stemmed"
        assert not set("áéíóúüñ") & set(made.text) and made.text == made.text.lower()
        assert not {"de", "la", "el", "un"} & set(made.text.split())
        assert all(made.text[start:end].strip() == made.text[start:end] != "" for start, end in made.evidence.values())


def test_evidence_is_where_the_stems_of_its_words_are() -> None:
    one = next(one for one in shipped_examples("reports.jsonl") if one.language == "es" and "Sin derrame" in one.text)
    made = stemmed(one)
    start, end = made.evidence[next(f for f, s in one.evidence.items() if "Sin derrame" in one.text[slice(*s)])]
    assert made.text[start:end].startswith("sin derram")


@pytest.mark.parametrize("name", ["short", "targeted", "lists"])
def test_what_is_said_to_be_evidence_stands_in_its_report(name: str) -> None:
    for one in shipped_examples(f"{name}.jsonl"):
        assert set(one.labels) <= set(one.taxonomy.finding_ids)
        named = {finding_id for finding_id, label in one.labels.items() if label is not M}
        assert named <= set(one.evidence) or name == "short", one.report_id
