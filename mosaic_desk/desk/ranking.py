"""The ranking of a reading session: by a reader of its own, so that it is never in the way of whoever reads.

Reads the project once and keeps what it read while nothing but commits came; after those only short questions are
asked. A few dozen reports are ranked at a time: the later ones then know what the earlier ones turned out to be.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mosaic_desk.core.adapter_events import AdapterRef
from mosaic_desk.core.reading_session import Footing, Ranked, SessionPlan
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.material_process import material_apart
from mosaic_desk.desk.queue_material import Material, former_material, material_of
from mosaic_desk.desk.queueing import ENDING, QueueOrder, queued_reports
from mosaic_desk.store import Project

LARGE = 500
"""More reports than that are read in a process of their own; fewer take some tenths of a second here."""
AT_ONCE = 40
"""So many are ranked together where the unread reports never run out of it."""
_AT_ONCE_OF_ENDING = 400
"""A queue that ends is asked for more: a report that was looked at again is still in it, and fills a place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stamp:
    """What tells that something else than commits came: the material is then read again."""

    taxonomy: Taxonomy
    reports: int
    without_suggestion: int
    active: AdapterRef | None


class Ranking:
    """The ranking of one plan; in any thread, one at a time."""

    def __init__(
        self, path: Path, plan: SessionPlan, *, language: str | None = None, is_blind: bool = False,
        chance: np.random.Generator | None = None,
    ) -> None:
        """Ranks the project at `path`.

        `language` is that of the findings' names in the reasons; `is_blind`: the reader answers before the suggestion
        is shown, so that no search may tell what it says.
        """
        self._path, self._plan = path, plan
        self._language, self._is_blind = language, is_blind
        self._chance = chance or np.random.default_rng()
        self._stamp: _Stamp | None = None
        self._material: Material | None = None
        self._former: Material | None = None
        self._has_former = False

    def refresh(self) -> Ranked:
        """What comes next as things stand now.

        Raises:
            MosaicError: if the project cannot be read, does not ask the taxonomy, or the search is none.
        """
        with Project.open(self._path, is_read_only=True) as project, project.at_once():
            material = self._read(project)
            reports = queued_reports(
                project, material, self._order(), chance=self._chance, former=lambda: self._former_of(project)
            )
        return Ranked(reports=reports, footing=_footing(material))

    def _read(self, project: Project) -> Material:
        taxonomy = project.taxonomy(self._plan.taxonomy_id)
        stamp = _Stamp(
            taxonomy=taxonomy,
            reports=sum(project.reports.state_counts(taxonomy.id).values()),
            without_suggestion=project.suggestions.count_waiting(taxonomy),
            active=project.adapters.active(),
        )
        if self._material is None or stamp != self._stamp:
            is_large = stamp.reports > LARGE
            self._material = material_apart(self._path, taxonomy) if is_large else material_of(project, taxonomy)
            self._stamp, self._former, self._has_former = stamp, None, False
        return self._material

    def _former_of(self, project: Project) -> Material | None:
        if not self._has_former and self._stamp is not None:
            self._former, self._has_former = former_material(project, self._stamp.taxonomy), True
        return self._former

    def _order(self) -> QueueOrder:
        """The draws at random are the business of who serves, from all unread reports: none is ranked."""
        plan = self._plan
        return QueueOrder(
            kind=plan.kind,
            size=_AT_ONCE_OF_ENDING if plan.kind in ENDING else AT_ONCE,
            random_share=0.0,
            targets=plan.targets,
            favoured=plan.favoured,
            language=self._language,
            query=plan.query,
            is_blind=self._is_blind,
        )


def _footing(material: Material) -> Footing:
    if not np.isnan(material.probabilities).all():
        return Footing.SUGGESTIONS
    return Footing.WORDS if material.hits.any() else Footing.NOTHING
