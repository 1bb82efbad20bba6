"""The `json` engine: the published MOSAIC form with its keys forced, one model step a value, probabilities on the way.

Gives the labels that greedy generation gives wherever that writes a valid object, and a valid answer
where it does not. The request is the same for all reports and is read once. There is no evidence: this
form has no branch to point from, and scoring every sentence alone would cost an answer a sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from mosaic_desk.core.json_prompt import JsonPrompt
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.json_layout import JsonLayout, MarkedReport
from mosaic_desk.llm.json_rows import GrowingRows, head_cache
from mosaic_desk.llm.json_trie import ROOT, ValueTrie, value_trie
from mosaic_desk.llm.slots import NO_NUMBERS, NO_TEXT, NOTHING_TO_READ, Answer

MOST_ROWS = 32
CACHED_TOKENS = 16_000
"""Keys and values kept at a time, in tokens: 290 MB with Gemma 3 270M in bfloat16."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """The greedy classes of one report, and the probabilities of all, (findings, classes)."""

    labels: list[MentionClass]
    probabilities: list[list[float]]


class JsonScorer:
    """Answers reports under one JSON prompt with one backbone, its adapter applied."""

    def __init__(self, backbone: Backbone, prompt: JsonPrompt) -> None:
        self._backbone = backbone
        self._prompt = prompt
        self._layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
        self._tries = [value_trie(segment) for segment in self._layout.segments]
        self._soft_cap = getattr(backbone.body.config, "final_logit_softcapping", None)
        with torch.inference_mode():
            self._head = head_cache(backbone, self._layout.head)

    def answers(self, reports: Sequence[Report]) -> list[Answer]:
        """One answer a report, in the order given; reports without anything to read get an error, no labels."""
        texts = {number: text for number, report in enumerate(reports) if (text := self._prompt.text_of(report))}
        rows = {number: self._layout.report(text) for number, text in texts.items()}
        read: dict[int, _Read] = {}
        for part in self._parts(rows):
            read |= zip(part, self._read([rows[number] for number in part]), strict=True)
        return [
            self._answer(rows[number], read[number]) if number in read else _unanswered(report)
            for number, report in enumerate(reports)
        ]

    def batches(self, reports: Sequence[Report], size: int = 8) -> Iterator[list[Report]]:
        """Reports of like length together, longest last, so that progress can be told and work cancelled."""
        ordered = sorted(reports, key=lambda report: len(report.text))
        for start in range(0, len(ordered), size):
            yield ordered[start : start + size]

    def _room(self, rows: Sequence[MarkedReport]) -> int:
        """The most tokens a row may come to in the cache, those left unseen included."""
        answer = sum(max(map(len, segment.values())) for segment in self._layout.segments)
        aside = sum(len(trie.nodes) for trie in self._tries)
        return len(self._layout.head) + max(len(row.ids) for row in rows) + answer + aside

    def _parts(self, rows: dict[int, MarkedReport]) -> Iterator[list[int]]:
        part: list[int] = []
        for number in sorted(rows, key=lambda number: len(rows[number].ids)):
            grown = len(part) + 1
            if part and (grown > MOST_ROWS or grown * self._room([rows[number]]) > CACHED_TOKENS):
                yield part
                part = []
            part.append(number)
        if part:
            yield part

    @torch.inference_mode()
    def _read(self, rows: Sequence[MarkedReport]) -> list[_Read]:
        """Value after value for all rows; each step feeds what the last value left over and the next key."""
        growing = GrowingRows(self._backbone, self._head, rows=len(rows), room=self._room(rows))
        carried: list[tuple[int, ...]] = [row.ids for row in rows]
        labels, probabilities = [], []
        for trie in self._tries:
            states = growing.fed([(*before, *trie.forced) for before in carried], trie.nodes)  # (rows, 1 + nodes, H)
            scores = self._fork_scores(trie, states)
            chosen = trie.greedy(scores)
            growing.keep([trie.kept[label] for label in chosen])
            carried = [trie.carried[label] for label in chosen]
            labels.append(chosen)
            probabilities.append(trie.log_probabilities(scores).exp())  # (rows, classes)
        table = torch.stack(probabilities, dim=1).tolist()
        return [
            _Read(labels=[chosen[row] for chosen in labels], probabilities=table[row]) for row in range(len(rows))
        ]

    def _fork_scores(self, trie: ValueTrie, states: torch.Tensor) -> list[torch.Tensor]:
        """Log-probabilities of the tokens allowed at every fork, (rows, branches) each; no other row of the head."""
        weight = self._backbone.model.get_output_embeddings().weight  # (vocabulary, H)
        scores = []
        for fork in trie.forks:
            at = states[:, fork.node - ROOT].float()  # (rows, H)
            logits = at @ weight[list(fork.tokens)].float().T  # (rows, branches)
            if self._soft_cap:
                logits = torch.tanh(logits / self._soft_cap) * self._soft_cap
            scores.append(logits.log_softmax(-1).cpu())
        return scores

    def _answer(self, row: MarkedReport, read: _Read) -> Answer:
        classes = self._prompt.classes
        if not all(0 <= value <= 1.001 for line in read.probabilities for value in line):  # also false for no number
            return Answer(error=NO_NUMBERS)
        return Answer(
            slots=tuple(
                FindingSuggestion(label=label, probabilities=dict(zip(classes, line, strict=True)))
                for label, line in zip(read.labels, read.probabilities, strict=True)
            ),
            warnings=("cut",) if row.is_cut else (),
        )


def _unanswered(report: Report) -> Answer:
    return Answer(error=NO_TEXT if not report.has_text else NOTHING_TO_READ)
