"""The JSON form as token ids: what stands before the report, the report, and every answer that may be written.

Answers are tokenised whole, once for each class, and cut into one segment a finding at places where
tokens end whatever the class, so that the tokens are those that a model was trained to write. Report
text is tokenised with special tokens off, also inside a chat template.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.json_prompt import ANSWER_HEAD, JsonPrompt, marked
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.llm.packing import MAX_REPORT_TOKENS

_PLACE = "⟦the report⟧"
_FEWEST_REPORT_TOKENS = 16

Segment = Mapping[MentionClass, tuple[int, ...]]
"""The tokens from the end of the last finding's value to the end of this one's, for each class."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedReport:
    """The tokens of a report between its marks, and whether its middle was left out."""

    ids: tuple[int, ...]
    is_cut: bool


class JsonLayout:
    """The tokens of one prompt for one tokenizer.

    `head` is the same for every report and ends before its marks; `segments` are in the order of the
    prompt, the first of them with all that stands between the report and the first value.
    """

    def __init__(self, tokenizer: Any, prompt: JsonPrompt, *, context: int) -> None:
        self._tokenizer = tokenizer
        self._prompt = prompt
        head, tail = self._around_report()
        self.head: tuple[int, ...] = tuple(tokenizer.encode(head, add_special_tokens=False))
        self.tail_length, self.segments = self._segments(tail)
        self.end_id: int = tokenizer.eos_token_id
        answer = sum(max(len(ids) for ids in segment.values()) for segment in self.segments)
        self._most_report_tokens = min(MAX_REPORT_TOKENS, context - len(self.head) - answer)
        if self._most_report_tokens < _FEWEST_REPORT_TOKENS:
            raise ModelRefused("The findings, examples and answer leave this model no room for a report; ask fewer.")

    def report(self, text: str, most_tokens: int | None = None) -> MarkedReport:
        """A cleaned report between its marks; one that does not fit loses its middle."""
        most = min(most_tokens or self._most_report_tokens, self._most_report_tokens)
        ids = self._tokenizer.encode(marked(text), add_special_tokens=False, split_special_tokens=True)
        if len(ids) <= most:
            return MarkedReport(ids=tuple(ids), is_cut=False)
        half = most // 2
        return MarkedReport(ids=(*ids[:half], *ids[-half:]), is_cut=True)

    def answer(self, labels: Mapping[FindingId, MentionClass]) -> tuple[int, ...]:
        """The tokens from the end of the report to the end of the object, `tail_length` of them before it."""
        asked = zip(self._prompt.finding_ids, self.segments, strict=True)
        return tuple(token for finding_id, segment in asked for token in segment[labels[finding_id]])

    def _around_report(self) -> tuple[str, str]:
        """The text before the report's marks and after them, up to the object."""
        tokenizer, request = self._tokenizer, self._prompt.request
        if not tokenizer.chat_template:
            return (tokenizer.bos_token or "") + request + "\n", "\n" + ANSWER_HEAD
        try:
            text = tokenizer.apply_chat_template(
                [{"role": "user", "content": f"{request}\n{_PLACE}"}], tokenize=False, add_generation_prompt=True
            )
        except Exception as error:  # a template is a program of the folder's: whatever it raises, it is not usable
            raise ModelRefused(f"The model's chat template cannot be used ({type(error).__name__}).") from None
        head, place, tail = text.partition(_PLACE)
        if not place or _PLACE in tail:
            raise ModelRefused("The model's chat template does not say a message once, as it was given.")
        return head, tail + ANSWER_HEAD

    def _segments(self, tail: str) -> tuple[int, list[Segment]]:
        """How many tokens stand before the object, and the segments."""
        start = f"{tail} "
        whole = {label: _Written(self._tokenizer, start, self._uniform(label)) for label in self._prompt.classes}
        cuts = _common_cuts(list(whole.values()))
        segments: list[Segment] = [
            {label: written.between(*cut) for label, written in whole.items()} for cut in cuts
        ]
        self._refuse_unstable(start, segments)
        any_written = next(iter(whole.values()))
        return sum(end <= len(tail) for end in any_written.ends), segments

    def _uniform(self, label: MentionClass) -> list[str]:
        """The object with one class throughout, a piece a finding that ends with its value, and the closing."""
        return self._pieces([label] * len(self._prompt.keys))

    def _pieces(self, labels: Sequence[MentionClass]) -> list[str]:
        """The object in pieces that end with a value, and its closing brace."""
        pieces, before = [], ""
        for number in range(1, len(labels) + 1):
            part = JsonPrompt(request="", keys=self._prompt.keys[:number], classes=(), quote=self._prompt.quote)
            answer = part.answer(dict(zip(part.finding_ids, labels, strict=False)))[:-1]
            pieces.append(answer[len(before):])
            before = answer
        return [*pieces, "}"]

    def _refuse_unstable(self, start: str, segments: Sequence[Segment]) -> None:
        """Mixed answers must be the same tokens written whole as put together from segments."""
        classes = self._prompt.classes
        for shift in range(len(classes)):
            labels = [classes[(number + shift) % len(classes)] for number in range(len(segments))]
            text = start + "".join(self._pieces(labels))
            together = [token for label, segment in zip(labels, segments, strict=True) for token in segment[label]]
            if self._tokenizer.encode(text, add_special_tokens=False) != together:
                raise ModelRefused("This tokenizer writes a value differently beside other values; use another engine.")


class _Written:
    """One whole answer as tokens, with the place in the text at which each ends."""

    def __init__(self, tokenizer: Any, start: str, pieces: Sequence[str]) -> None:
        encoded = tokenizer(start + "".join(pieces), add_special_tokens=False, return_offsets_mapping=True)
        self.ids: list[int] = encoded["input_ids"]
        self.ends: list[int] = [end for _, end in encoded["offset_mapping"]]
        lengths = [len(start) + sum(map(len, pieces[: number + 1])) for number in range(len(pieces))]
        self.value_ends = lengths[:-2] + lengths[-1:]  # the closing brace belongs to the last finding

    def cuts_after(self, number: int) -> dict[int, int]:
        """Token counts at which a token ends on or behind a value, by how many characters behind."""
        value_end = self.value_ends[number]
        return {end - value_end: count for count, end in enumerate(self.ends, 1) if end >= value_end}

    def between(self, first: dict["_Written", int], last: dict["_Written", int]) -> tuple[int, ...]:
        """The tokens between two cuts."""
        return tuple(self.ids[first.get(self, 0) : last[self]])


def _common_cuts(whole: Sequence[_Written]) -> list[tuple[dict[_Written, int], dict[_Written, int]]]:
    """For each finding where its segment begins and ends in every written answer.

    A segment ends at the first place behind its value at which a token ends in all of them.
    """
    pairs = []
    before: dict[_Written, int] = {}
    for number in range(len(whole[0].value_ends)):
        cuts = [written.cuts_after(number) for written in whole]
        place = min(set(cuts[0]).intersection(*cuts[1:]))
        after = {written: cut[place] for written, cut in zip(whole, cuts, strict=True)}
        pairs.append((before, after))
        before = after
    return pairs
