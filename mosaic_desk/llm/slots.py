"""Slot scoring: every finding of a report answered in one pass, with probabilities and evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.prompt import Prompt, folded_probabilities
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import ReadText, read_by_model, without_heading
from mosaic_desk.core.spans import pointed_span
from mosaic_desk.core.suggestion import FindingSuggestion, Span
from mosaic_desk.llm.adapter import Adapter
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.cards import Cards, cards_of
from mosaic_desk.llm.embedding import embedding
from mosaic_desk.llm.flat import Questions, flat_batch, questions_apart, questions_of
from mosaic_desk.llm.forward import answer_logits, instruction_states, line_states
from mosaic_desk.llm.looking import LookedAt, with_pointer
from mosaic_desk.llm.packing import Packer, ReportTokens

BATCH_TOKENS = 1000
"""Tokens a pass: from about 500 on a processor's matrix rate is at its height; more only takes memory."""
MAX_LINE_TOKENS = 8000
"""Tokens of one report with its questions; of a longer list of findings some are asked in a further pass."""

NO_TEXT = "The report has no text to read."
NOTHING_TO_READ = "The report holds no findings, impression or unheaded text."

NO_NUMBERS = "The model gave no numbers for this report; its weights or the machine's arithmetic are broken."


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the model answers for one report: slots in the order of the prompt, or the reason for none.

    `embedding` is that of the text it read, None where it gives none.
    """

    slots: tuple[FindingSuggestion, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None
    embedding: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scored:
    """Raw results of one report: four probabilities a slot, and for its evidence a weight a report token."""

    tokens: ReportTokens
    probabilities: torch.Tensor  # (slots, 4)
    weights: torch.Tensor  # (slots, report tokens)
    embedding: bytes | None


class SlotScorer:
    """Scores reports under one prompt with one backbone and adapter; the instruction is read once."""

    @torch.inference_mode()
    def __init__(
        self, backbone: Backbone, adapter: Adapter | None, prompt: Prompt, batch_tokens: int = BATCH_TOKENS
    ) -> None:
        self._backbone = backbone
        self._pointer = adapter.pointer if adapter else None
        self._prompt = prompt
        self._batch_tokens = batch_tokens
        self._packer = Packer(backbone.tokenizer, prompt.instruction)
        branches = [text for _, text in prompt.branches]
        self._packer.fit_into(backbone.context, branches)
        beginning = self._packer.beginning if adapter is not None and adapter.asks_apart else None
        self._asked = [
            (questions, cards_of(backbone, questions.cards) if questions.cards else None)
            for questions in _groups([self._packer.branch(text) for text in branches], beginning)
        ]
        self._instruction = instruction_states(backbone, self._packer.instruction)

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

    def pass_tokens(self, reports: Sequence[Report]) -> list[int]:
        """Tokens of every pass that answering these reports takes; none of them is padding."""
        asked = [self._packer.report(read.text) for report in reports if (read := read_by_model(report.text)).text]
        return [
            sum(len(asked[index].ids) + len(questions.lead) + questions.tokens for index in part)
            for questions, _ in self._asked
            for part in self._parts(asked, questions)
        ]

    def _scored(self, texts: Sequence[str]) -> list[_Scored]:
        reports = [self._packer.report(text) for text in texts]
        results: list[list[_Scored]] = [[] for _ in reports]
        for questions, cards in self._asked:
            for part in self._parts(reports, questions):
                passed = self._pass([reports[i] for i in part], questions, cards)
                for index, scored in zip(part, passed, strict=True):
                    results[index].append(scored)
        return [_joined(parts) for parts in results]

    def _parts(self, reports: Sequence[ReportTokens], questions: Questions) -> Iterator[list[int]]:
        """Numbers of reports that are passed together, shortest first, so that long ones are not held with many."""
        part: list[int] = []
        tokens = 0
        for index in sorted(range(len(reports)), key=lambda index: len(reports[index].ids)):
            own = len(reports[index].ids) + len(questions.lead) + questions.tokens
            if part and tokens + own > self._batch_tokens:
                yield part
                part, tokens = [], 0
            part.append(index)
            tokens += own
        if part:
            yield part

    @torch.inference_mode()
    def _pass(self, reports: list[ReportTokens], questions: Questions, cards: Cards | None) -> list[_Scored]:
        """One forward pass over the line of some reports."""
        batch = flat_batch(
            [report.ids for report in reports], questions,
            instruction=len(self._packer.instruction), device=self._backbone.device,
        )
        with LookedAt(self._backbone) as looking:
            hidden = line_states(self._backbone, batch, self._instruction, cards)  # (T, H)
        ends = hidden[batch.ends]  # (reports, slots, H)
        probabilities = answer_logits(self._backbone, ends).softmax(-1).cpu()  # (reports, slots, 4)
        results = []
        for number, (report, place) in enumerate(zip(reports, batch.places, strict=True)):
            tokens = slice(place.start, place.start + place.text)
            weights = looking.weights(batch.ends[number], tokens)  # (slots, report tokens)
            if self._pointer is not None:
                pointed = self._pointer.logits(ends[number], hidden[tokens]).softmax(-1)  # (slots, report tokens)
                weights = with_pointer(weights, pointed)
            results.append(_Scored(
                tokens=report, probabilities=probabilities[number], weights=weights.cpu(),
                embedding=embedding(looking.states(tokens)),
            ))
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
            warnings=("cut",) if scored.tokens.is_cut else (),
            embedding=scored.embedding,
        )

    def _slot(self, four: list[float]) -> tuple[MentionClass, dict[MentionClass, float]]:
        probabilities = folded_probabilities(dict(zip(ALL_CLASSES, four, strict=True)), self._prompt.classes)
        return max(probabilities, key=lambda label: probabilities[label]), probabilities

    def _evidence(
        self, report: Report, read: ReadText, scored: _Scored, slots: Sequence[tuple[MentionClass, object]]
    ) -> list[tuple[Span, ...]]:
        """Spans of the full text, a tuple a slot; empty for “not mentioned”."""
        weights = scored.weights.tolist()
        return [
            () if label is MentionClass.NOT_MENTIONED
            else _full_spans(report, read, pointed_span(read.text, scored.tokens.offsets, weights[number]))
            for number, (label, _) in enumerate(slots)
        ]


def _groups(branches: Sequence[Sequence[int]], beginning: Sequence[int] | None) -> Iterator[Questions]:
    """All questions at once, or as many as a line may hold; read apart behind `beginning` where that is given."""

    def made(group: Sequence[Sequence[int]]) -> Questions:
        return questions_of(group) if beginning is None else questions_apart(group, beginning=beginning)

    group: list[Sequence[int]] = []
    for branch in branches:
        if group and sum(map(len, group)) + len(branch) > MAX_LINE_TOKENS:
            yield made(group)
            group = []
        group.append(branch)
    yield made(group)


def _joined(parts: Sequence[_Scored]) -> _Scored:
    """The results of a report's passes, each with other questions, as one."""
    return _Scored(
        tokens=parts[0].tokens,
        probabilities=torch.cat([part.probabilities for part in parts]),
        weights=torch.cat([part.weights for part in parts]),
        embedding=parts[0].embedding,  # no question stands before the text
    )


def _full_spans(report: Report, read: ReadText, span: Span | None) -> tuple[Span, ...]:
    if span is None:
        return ()
    return (without_heading(report.text, *read.full_span(*span)),)


def _unanswered(report: Report) -> Answer:
    return Answer(error=NO_TEXT if not report.has_text else NOTHING_TO_READ)
