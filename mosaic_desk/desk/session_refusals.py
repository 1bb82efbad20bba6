"""When a reading session cannot begin, in a sentence."""

from mosaic_desk.core.errors import InputError, ProjectReadOnly
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import Ranked, SessionPlan
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store import Project

NO_SESSION = "There is no reading session to go on with."
LONGEST = 100_000
"""Reports or minutes of one session."""

_NOTHING = {
    QueueKind.DISAGREEMENTS: "No unread report is left in which words and suggestions disagree.",
    QueueKind.LABEL_ERRORS: "No label is left that a model which never learned it is sure to answer otherwise.",
    QueueKind.LOOK_ALIKES: "No unread report is left that is like one that is done.",
    QueueKind.SEARCH: "This search finds no unread report.",
}


def refused_plan(project: Project, plan: SessionPlan, ranked: Ranked) -> Taxonomy:
    """The taxonomy of a plan that can be followed.

    Raises:
        InputError: if it cannot, or there is nothing to read.
        ProjectReadOnly: if nothing can be written.
    """
    if project.read_only_reason is not None:
        raise ProjectReadOnly(f"A reading session cannot begin here. {project.read_only_reason}")
    taxonomy = project.taxonomy(plan.taxonomy_id)
    _refuse_length(plan)
    unknown = [one for one in (*plan.favoured, *plan.targets) if one not in taxonomy.finding_ids]
    if unknown or any(wanted < 0 for wanted in plan.targets.values()):
        raise InputError("A reading session looks for findings of its taxonomy, and for so many of each or none.")
    _refuse_nothing(project, plan, ranked)
    return taxonomy


def _refuse_length(plan: SessionPlan) -> None:
    given = [number for number in (plan.size, plan.minutes) if number is not None]
    if len(given) != 1 or not 1 <= given[0] <= LONGEST:
        raise InputError("A reading session is of so many reports or of so many minutes: at least one.")


def _refuse_nothing(project: Project, plan: SessionPlan, ranked: Ranked) -> None:
    if ranked.reports:
        return
    if plan.kind in _NOTHING:
        raise InputError(_NOTHING[plan.kind])
    states = project.reports.state_counts(plan.taxonomy_id)
    if not sum(states.values()):
        raise InputError("This project holds no reports yet: import some first.")
    if not states[ReportState.UNREAD]:
        raise InputError("No report is left unread, so there is nothing to read in a session.")
