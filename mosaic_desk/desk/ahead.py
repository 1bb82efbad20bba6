"""Reports that will probably be opened next, read before they are: their text and their suggestion.

Reading ahead marks nothing as seen. Only what cannot change unnoticed is kept: the text of a report never
changes, and a suggestion is dropped here when another is stored. Labels, marks, states and counts are read
when the report is opened.
"""

from collections import OrderedDict
from collections.abc import Iterable

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store import Project

_KEPT = 12
"""Three ahead and one back, for the last few reports that were open."""


class Ahead:
    """Texts and suggestions of a project, some of them read beforehand."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept: OrderedDict[tuple[ReportId, TaxonomyId, str], tuple[Report, Suggestion | None]] = OrderedDict()

    def read(self, report_id: ReportId, taxonomy: Taxonomy) -> tuple[Report, Suggestion | None]:
        """A report and its suggestion; from memory where they were read ahead.

        Raises:
            InputError: if the project does not hold the report.
        """
        key = (report_id, taxonomy.id, taxonomy.version)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        return self._project.reports.find(report_id), self._project.suggestions.find(report_id, taxonomy)

    def read_ahead(self, report_ids: Iterable[ReportId], taxonomy: Taxonomy) -> tuple[Report, ...]:
        """Read these reports now, and return them; one that is not there any more is left out."""
        read = []
        for report_id in report_ids:
            key = (report_id, taxonomy.id, taxonomy.version)
            try:
                found = self.read(report_id, taxonomy)
            except InputError:
                continue
            read.append(found[0])
            self._kept[key] = found
            self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return tuple(read)

    def forget(self, report_ids: Iterable[ReportId]) -> None:
        """Something else is suggested for these reports now."""
        gone = set(report_ids)
        for key in [key for key in self._kept if key[0] in gone]:
            del self._kept[key]
