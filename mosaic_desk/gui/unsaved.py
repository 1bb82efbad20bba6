"""Answers on their way to the disk, and those that did not arrive. Knows no desk and no screen."""

from dataclasses import dataclass

from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the reader answered for one finding; `is_accepted` where it was the suggestion's own key."""

    report_id: ReportId
    taxonomy_id: TaxonomyId
    finding_id: FindingId
    label: MentionClass
    is_accepted: bool = False
    spent_ms: int = 0


class UnsavedAnswers:
    """In the order in which they were given; a later answer for the same finding replaces a failed one."""

    def __init__(self) -> None:
        self._sent: list[Answer] = []
        self._failed: list[Answer] = []

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self._sent)

    @property
    def failed_count(self) -> int:
        """How many answers did not arrive."""
        return len(self._failed)

    def of(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> dict[FindingId, MentionClass]:
        """What is not on the disk for one report; the newest answer of a finding counts."""
        place = (report_id, taxonomy_id)
        answers = self._failed + self._sent
        return {answer.finding_id: answer.label for answer in answers if _place(answer)[:2] == place}

    def sent(self, answer: Answer) -> None:
        """The answer is on its way."""
        self._failed = [old for old in self._failed if _place(old) != _place(answer)]
        self._sent.append(answer)

    def saved(self, answer: Answer) -> None:
        """The answer has arrived."""
        self._sent.remove(answer)

    def failed(self, answer: Answer) -> None:
        """The answer did not arrive; it is kept unless a newer one is on its way."""
        self._sent.remove(answer)
        if all(_place(newer) != _place(answer) for newer in self._sent):
            self._failed.append(answer)

    def take_failed(self) -> tuple[Answer, ...]:
        """Everything that did not arrive, to be sent again."""
        failed, self._failed = tuple(self._failed), []
        return failed

    def drop_last_failed(self) -> None:
        """Forget the newest answer that did not arrive."""
        self._failed.pop()


def _place(answer: Answer) -> tuple[ReportId, TaxonomyId, FindingId]:
    return answer.report_id, answer.taxonomy_id, answer.finding_id
