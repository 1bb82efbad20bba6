"""Whatever a training says of itself is said in the interface's language: its code is walked for the sentences."""

import ast
import errno
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import mosaic_desk
from mosaic_desk.core.comparison import compared_taxonomy
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labelled import Provenance
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.retraining import RunPhase, TrainingResult, TrainingView
from mosaic_desk.core.training_set import LeftOut
from mosaic_desk.core.verdict import against, comparison_of
from mosaic_desk.desk import training_runs
from mosaic_desk.gui.desk_words import SENTENCES, desk_words
from mosaic_desk.gui.file_sentences import PARTS
from mosaic_desk.gui.language import use_language
from mosaic_desk.gui.training_words import run_sentence
from mosaic_desk.gui.verdict_words import verdict_sentences
from mosaic_desk.worker.run_faults import sentence_of
from tests.gui.test_desk_sentences import as_shape, called, constants_of, shape

PACKAGE = Path(mosaic_desk.__file__).parent
KNOWN = {as_shape(sentence) for sentence in (*SENTENCES, *PARTS)}
ENGLISH = {" the ", " is ", " of ", " was ", " are ", " and "}


@pytest.fixture
def danish(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "da")
    yield
    use_language(qapp, "en")


def tree_of(file: str) -> ast.Module:
    return ast.parse((PACKAGE / file).read_text(encoding="utf-8"))


def told_by_calls(file: str, names: Iterable[str], *, at: int) -> set[str]:
    """What is handed to these calls as the argument of that place, where it is written there."""
    calls = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call) and called(node) in names]
    texts = [shape(call.args[at], constants_of(tree_of(file))) for call in calls if len(call.args) > at]
    return {text for text in texts if text}


def written_in(file: str) -> set[str]:
    """Every sentence of a file, with “{}” for what is told; not what its docstrings say."""
    tree = tree_of(file)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    within = [part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)]
    passed = {id(node.value) for node in nodes} | {id(part) for part in within if isinstance(part, ast.Constant)}
    texts = [
        shape(node, {}) for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in passed
    ]  # fmt: skip
    return {text for text in texts if text and " " in text.replace("{}", "").strip()}


def test_what_a_run_says_while_it_works_is_known() -> None:
    said = told_by_calls("worker/training.py", ["state"], at=1) | told_by_calls("worker/training.py", ["note"], at=0)
    said |= told_by_calls("llm/training.py", ["on_note"], at=0)
    answers = "The {} adapter answers held-out reports: {}"
    assert answers in said and "Memory ran out: going on with {} tokens at a time" in said
    whole = answers.replace("reports: {}", "reports: {} of {}")
    said = (said - {answers}) | {whole.replace("{}", which, 1) for which in ("old", "new")}
    assert said - KNOWN == set()


def test_how_a_run_came_to_rest_is_known() -> None:
    assert set(training_runs._SENTENCES.values()) - KNOWN == set()


def test_every_reason_to_leave_something_out_and_every_way_that_a_label_came_is_known() -> None:
    assert {*LeftOut, *Provenance} - KNOWN == set()


def test_every_sentence_of_a_verdict_is_known() -> None:
    said = written_in("core/verdict.py")
    said = {text.removeprefix("{}") if text.startswith("{}{}: F1") else text for text in said}
    assert len(said) > 12
    assert said - KNOWN == set()


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(
    "error",
    [
        MosaicError("The checkpoint is of a run with other settings or other reports: start a new run."),
        ImportError("no torch", name="torch"), MemoryError(), RuntimeError("CUDA error: device lost"),
        OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EACCES, "Permission denied"),
        OSError("odd"), KeyError("SECRETWORD"),
    ],
    ids=lambda error: f"{type(error).__name__} {error}"[:24],
)  # fmt: skip
def test_why_a_run_failed_is_said_in_danish(error: Exception) -> None:
    said = sentence_of(error)
    shown = desk_words(said)
    assert shown != said and not any(word in shown for word in ENGLISH)


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize("phase", RunPhase)
def test_where_a_run_stands_is_said_in_danish_and_once(phase: RunPhase) -> None:
    """The word for its stage is its headline already."""
    text = "Training" if phase is RunPhase.TRAINING else training_runs._SENTENCES.get(phase, "Saving the adapter")
    shown = run_sentence(TrainingView(name="r", phase=phase, text=text))
    assert shown != text and not any(word in shown for word in ENGLISH)
    assert bool(shown) is (phase is not RunPhase.TRAINING)


@pytest.mark.usefixtures("danish")
def test_a_verdict_over_several_taxonomies_names_them_and_their_findings_in_danish() -> None:
    P, N = MentionClass.POSITIVE, MentionClass.NEGATIVE  # noqa: N806 - as everywhere
    cyst = FindingId("cyst")

    def judged(*, wrong: int) -> list[Judged]:
        return [
            Judged(
                report_id=ReportId(f"r{n}"), patient_id=PatientId(f"p{n}"), truth={cyst: P}, probabilities={},
                answers={cyst: N if n < wrong else P},
            ) for n in range(6)
        ]  # fmt: skip

    taxonomies = [
        compared_taxonomy(
            TaxonomyId(name), judged(wrong=before), judged(wrong=after), findings=[cyst], guarded=[cyst],
            n_first_reads=3,
        ) for name, before, after in (("one", 4, 0), ("two", 0, 3))
    ]  # fmt: skip
    comparison = against(comparison_of(taxonomies, unseen=[TaxonomyId("three")]), "sha256:1")
    titles = {TaxonomyId(name): name.capitalize() for name in ("one", "two", "three")}
    result = TrainingResult(
        name="r", is_active=False, comparison=comparison, names={cyst: "Cyste"}, titles=titles
    )
    told = verdict_sentences(result)
    assert len(told) >= 5
    assert told[0].startswith("One: Den nye adapter er bedre end den gamle: F1 ")
    assert " Two: Den nye adapter " in told[0] and told[0].endswith(".")
    assert any("Cyste" in sentence for sentence in told[1:]) and any("Three" in sentence for sentence in told[1:])
    assert [sentence for sentence in told if any(word in sentence for word in ENGLISH)] == []
