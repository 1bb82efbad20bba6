"""What a run would do now, as the page before it shows: how much of what, and what is left out and why."""

from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.labelled import WEIGHTS, Provenance
from mosaic_desk.core.retraining import Amount, BeforeTraining, TaughtFinding, TrainingChoice
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.training_set import LeftOut, TrainingSet
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.desk.training_data import ProjectLessons, project_lessons
from mosaic_desk.store import Project


def before_training(
    project: Project, choice: TrainingChoice, *, active_adapter: str, since: int | None = None,
    language: str | None = None,
) -> BeforeTraining:  # fmt: skip
    """What a run with this choice would do now; `since` is the last event of the project that the last run knew.

    Findings and taxonomies are named in `language` ("da"), where they have such names; None is as they are written.

    Raises:
        InputError: if the project does not ask a taxonomy that was chosen.
    """
    lessons = project_lessons(project, choice.taxonomies, since=since)
    known = {taxonomy.id: shown_taxonomy(taxonomy, language).title for taxonomy in project.taxonomies()}
    return preview_of(
        lessons, choice, taxonomies=tuple(known.items()), active_adapter=active_adapter, language=language
    )


def preview_of(
    lessons: ProjectLessons, choice: TrainingChoice, *,
    taxonomies: tuple[tuple[TaxonomyId, str], ...], active_adapter: str, language: str | None = None,
) -> BeforeTraining:  # fmt: skip
    """What is shown of lessons that were read already; `taxonomies` are those that can be chosen, with titles."""
    parts = lessons.parts
    held_out = [(one.example.report_id, one.is_blind) for one in parts.held_out]
    return BeforeTraining(
        choice=choice,
        taxonomies=taxonomies,
        active_adapter=active_adapter,
        corrected=parts.answered,
        learned=len({example.report_id for example in parts.learn}),
        watched=len({example.report_id for example in parts.watch}),
        held_out=len({report_id for report_id, _ in held_out}),
        held_out_first_reads=len({report_id for report_id, is_blind in held_out if is_blind}),
        new_since=lessons.new_reports,
        findings=_findings(parts, lessons.taxonomies, language),
        by_provenance=tuple(
            Amount(of=how, number=parts.by_provenance[how], weight=WEIGHTS[how])
            for how in Provenance if parts.by_provenance.get(how)
        ),
        left_out=tuple(
            Amount(of=why, number=parts.left_out[why]) for why in LeftOut if parts.left_out.get(why)
        ),
        refusal=parts.refusal(),
    )  # fmt: skip


def _findings(
    parts: TrainingSet, written: tuple[Taxonomy, ...], language: str | None
) -> tuple[TaughtFinding, ...]:
    """In the order of their taxonomies; with the taxonomy's title where there is more than one."""
    counts = parts.counts()
    taxonomies = tuple(shown_taxonomy(taxonomy, language) for taxonomy in written)
    current = {taxonomy.id: taxonomy for taxonomy in taxonomies}  # the last of some versions
    names: dict[tuple[TaxonomyId, FindingId], str] = {}
    for taxonomy in (*current.values(), *taxonomies):  # an older version may ask what the last one does not
        for finding in taxonomy.findings:
            name = finding.name(language)
            name = name if len(current) == 1 else f"{name} ({taxonomy.title})"
            names.setdefault((taxonomy.id, finding.id), name)
    return tuple(TaughtFinding(name=name, counts=dict(counts.get(key, {}))) for key, name in names.items())
