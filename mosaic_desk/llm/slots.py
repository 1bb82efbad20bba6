"""Slot scoring: every finding of a report answered in one pass, with probabilities and evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.prompt import Prompt, folded_probabilities
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import ReadText, read_by_model, without_heading
from mosaic_desk.core.spans import pointed_span, sentences
from mosaic_desk.core.suggestion import FindingSuggestion, Span
from mosaic_desk.llm.adapter import Adapter
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.forward import answer_logits, branch_ends, hidden_states
from mosaic_desk.llm.packing import PackedRow, Packer, batch_of

BATCH_TOKENS = 1200
"""Padded tokens a pass: about where a processor's matrix rate is highest, and memory still small."""

NO_TEXT = "The report has no text to read."
NOTHING_TO_READ = "The report holds no findings, impression or unheaded text."

NO_NUMBERS = "The model gave no numbers for this report; its weights or the machine's arithmetic are broken."


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the model answers for one report: slots in the order of the prompt, or the reason for none."""

    slots: tuple[FindingSuggestion, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scored:
    """Raw results of one row: four probabilities a slot, and a weight a report token where there is a pointer."""

    row: PackedRow
    probabilities: torch.Tensor  # (slots, 4)
    pointed: torch.Tensor | None  # (slots, report tokens)


class SlotScorer:
    """Scores reports under one prompt with one backbone and adapter."""

    def __init__(
        self, backbone: Backbone, adapter: Adapter | None, prompt: Prompt, batch_tokens: int = BATCH_TOKENS
    ) -> None:
        self._backbone = backbone
        self._pointer = adapter.pointer if adapter else None
        self._prompt = prompt
        self._batch_tokens = batch_tokens
        self._packer = Packer(backbone.tokenizer, prompt.instruction)
        self._branches = [text for _, text in prompt.branches]
        self._packer.fit_into(backbone.context, self._branches)

    def answers(self, reports: Sequence[Report]) -> list[Answer]:
        """One answer a report, in the order given; reports without anything to read get an error, no labels."""
        reads = [read_by_model(report.text) for report in reports]
        asked = [index for index, read in enumerate(reads) if read.text]
        scored = dict(zip(asked, self._scored([reads[index].text for index in asked]), strict=True))
        return [
            self._answer(report, reads[index], scored[index]) if index in scored else _unanswered(report)
            for index, report in enumerate(reports)
        ]

    def batches(self, reports: Sequence[Report], size: int = 8) -> Iterator[list[Report]]:
        """Reports of like length together, longest last, so that progress can be told and work cancelled."""
        ordered = sorted(reports, key=lambda report: len(report.text))
        for start in range(0, len(ordered), size):
            yield ordered[start : start + size]

    def _scored(self, texts: Sequence[str]) -> list[_Scored]:
        rows = [self._packer.row(text, self._branches) for text in texts]
        order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
        results: list[_Scored | None] = [None] * len(rows)
        for part in self._parts(order, rows):
            for index, scored in zip(part, self._pass([rows[index] for index in part]), strict=True):
                results[index] = scored
        return [scored for scored in results if scored is not None]

    def _parts(self, order: Sequence[int], rows: Sequence[PackedRow]) -> Iterator[list[int]]:
        part: list[int] = []
        for index in order:
            if part and len(rows[index]) * (len(part) + 1) > self._batch_tokens:
                yield part
                part = []
            part.append(index)
        if part:
            yield part

    @torch.inference_mode()
    def _pass(self, rows: list[PackedRow]) -> list[_Scored]:
        """One forward pass over a batch of rows."""
        batch = batch_of(rows, window=self._backbone.window, device=self._backbone.device)
        hidden = hidden_states(self._backbone, batch)  # (B, L, H)
        ends = branch_ends(hidden, rows)  # (B * slots, H)
        probabilities = answer_logits(self._backbone, ends).softmax(-1).cpu()  # (B * slots, 4)
        results = []
        for number, row in enumerate(rows):
            own = slice(number * len(row.ends), (number + 1) * len(row.ends))
            pointed = None
            if self._pointer is not None:
                tokens = hidden[number, row.report_rows[0] : row.report_rows[1]]  # (T, H)
                pointed = self._pointer.logits(ends[own], tokens).softmax(-1).cpu()  # (slots, T)
            results.append(_Scored(row=row, probabilities=probabilities[own], pointed=pointed))
        return results

    def _answer(self, report: Report, read: ReadText, scored: _Scored) -> Answer:
        if not bool(scored.probabilities.isfinite().all()):
            return Answer(error=NO_NUMBERS)
        slots = [self._slot(line) for line in scored.probabilities.tolist()]
        evidence = self._evidence(report, read, scored, slots)
        return Answer(
            slots=tuple(
                FindingSuggestion(label=label, probabilities=probabilities, evidence=spans)
                for (label, probabilities), spans in zip(slots, evidence, strict=True)
            ),
            warnings=("cut",) if scored.row.is_cut else (),
        )

    def _slot(self, four: list[float]) -> tuple[MentionClass, dict[MentionClass, float]]:
        probabilities = folded_probabilities(dict(zip(ALL_CLASSES, four, strict=True)), self._prompt.classes)
        return max(probabilities, key=lambda label: probabilities[label]), probabilities

    def _evidence(
        self, report: Report, read: ReadText, scored: _Scored, slots: Sequence[tuple[MentionClass, object]]
    ) -> list[tuple[Span, ...]]:
        """Spans of the full text, a tuple a slot; empty for “not mentioned”."""
        found: dict[int, Span | None]
        asked = [number for number, (label, _) in enumerate(slots) if label != MentionClass.NOT_MENTIONED]
        if scored.pointed is not None:
            weights = scored.pointed.tolist()
            found = {n: pointed_span(read.text, scored.row.offsets, weights[n]) for n in asked}
        else:
            found = self._sentence_evidence(read.text, slots, asked)
        return [_full_spans(report, read, found.get(number)) for number in range(len(slots))]

    def _sentence_evidence(
        self, text: str, slots: Sequence[tuple[MentionClass, object]], asked: Sequence[int]
    ) -> dict[int, Span | None]:
        """For adapters without a pointer: the sentence that, read alone, gives the label the most weight."""
        spans = sentences(text)
        if len(spans) < 2 or not asked:
            return dict.fromkeys(asked, spans[0] if spans else None)
        alone = torch.stack([s.probabilities for s in self._scored([text[slice(*span)] for span in spans])])
        best: dict[int, Span | None] = {}
        for number in asked:
            column = ALL_CLASSES.index(slots[number][0])
            best[number] = spans[int(alone[:, number, column].argmax())]
        return best


def _full_spans(report: Report, read: ReadText, span: Span | None) -> tuple[Span, ...]:
    if span is None:
        return ()
    start = read.full_offset(span[0])
    return (without_heading(report.text, start, start + span[1] - span[0]),)


def _unanswered(report: Report) -> Answer:
    return Answer(error=NO_TEXT if not report.has_text else NOTHING_TO_READ)
