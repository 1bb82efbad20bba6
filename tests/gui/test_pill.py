"""What a pill says, and how it is painted."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mosaic_desk.core.events import EventKind
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.review import FindingRow
from mosaic_desk.gui.colours import CLASS_COLOURS
from mosaic_desk.gui.pill import Pill
from mosaic_desk.gui.pill_face import PillFace, Whose, face_of
from mosaic_desk.gui.words import initials, row_sentence
from tests.gui.fake_session import TEXT, FakeSession

P, N, U, M = ALL_CLASSES


def row(finding_id: str, answer: MentionClass | None = None, *, accept: bool = False) -> FindingRow:
    session = FakeSession([TEXT])
    taxonomy = TaxonomyId("mimic-cxr")
    if accept:
        session.accept("R-0001", taxonomy, finding_id, spent_ms=0)
    elif answer is not None:
        session.set_label("R-0001", taxonomy, finding_id, answer, spent_ms=0)
    return next(row for row in session.page("R-0001", taxonomy).rows if row.finding_id == finding_id)


def test_a_suggestion_is_the_models_with_its_probability() -> None:
    face = face_of(row("pneumothorax"))
    assert (face.whose, face.label, face.initials) == (Whose.MODEL, U, "")
    assert face.probability == pytest.approx(0.58)
    assert not face.is_rough


def test_a_probability_that_is_not_calibrated_is_told_as_rough() -> None:
    rough = replace(row("pneumothorax"), is_calibrated=False)
    assert face_of(rough).is_rough
    assert "58 %, not calibrated yet; unsure below 95 %" in row_sentence(rough)
    assert "58 %, calibrated; unsure below 95 %" in row_sentence(row("pneumothorax"))


def test_a_probability_just_below_its_bound_does_not_read_as_the_bound() -> None:
    unsure = row("pneumothorax")
    assert unsure.suggestion is not None
    near = replace(unsure.suggestion, probabilities={**unsure.suggestion.probabilities, U: 0.9496})
    assert "94 %, calibrated; unsure below 95 %" in row_sentence(replace(unsure, suggestion=near))
    sure = replace(unsure.suggestion, probabilities={U: 1.0})
    assert "99 %, calibrated; needs" in row_sentence(replace(unsure, suggestion=sure))


def test_a_model_that_tells_no_probability_is_given_none() -> None:
    silent = replace(row("pneumothorax"), bound=None)
    assert face_of(silent).probability is None
    assert "%" not in row_sentence(silent)


def test_an_answer_that_agrees_is_the_readers_and_carries_no_probability() -> None:
    face = face_of(row("pneumothorax", U))
    assert face == PillFace(whose=Whose.READER, label=U, initials="AB")


def test_an_answer_that_differs_carries_the_old_value() -> None:
    assert face_of(row("pneumothorax", N)) == PillFace(whose=Whose.READER, label=N, initials="AB", old=U)


def test_an_accepted_suggestion_is_told_from_an_answer() -> None:
    assert face_of(row("pneumothorax", accept=True)).whose is Whose.ACCEPTED
    untouched = row("pneumothorax", accept=True)
    untouched = replace(untouched, correction=replace(untouched.correction, kind=EventKind.ACCEPTED_UNTOUCHED))
    assert face_of(untouched).whose is Whose.ACCEPTED


def test_an_answer_on_its_way_is_shown_as_such() -> None:
    assert face_of(row("pneumothorax"), N) == PillFace(whose=Whose.UNSAVED, label=N, old=U)


def test_a_row_without_anything_shows_nobodys_value() -> None:
    assert face_of(replace(row("edema"), suggestion=None)).whose is Whose.NOBODY


def test_words_say_whose_each_value_is() -> None:
    assert row_sentence(row("pneumothorax", N)) == (
        "Pneumothorax: model suggests uncertain; you: negative (Ada Berg)"
    )  # fmt: skip
    assert "needs your answer: the model is unsure" in row_sentence(row("pneumothorax"))
    assert "accepted by Ada Berg" in row_sentence(row("pneumothorax", accept=True))
    assert "not saved yet" in row_sentence(row("pneumothorax"), N)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Berg", "AB"), ("ada", "AD"), ("a.b-c d", "ABC"), ("", ""), ("dr_x", "DX"), ("  ", "")],
)  # fmt: skip
def test_initials_stand_for_a_reader(name: str, letters: str) -> None:
    assert initials(name) == letters


def painted(qtbot: QtBot, face: PillFace) -> QImage:
    pill = Pill()
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    pill.show_face(face)
    return pill.grab().toImage()


def ground(image: QImage) -> QColor:
    """A place inside the pill that holds neither shape nor word."""
    return image.pixelColor(image.width() // 2, 4)


@pytest.mark.parametrize("label", ALL_CLASSES)
def test_a_suggestion_is_hollow_and_an_answer_is_filled(qtbot: QtBot, label: MentionClass) -> None:
    solid = ground(painted(qtbot, PillFace(whose=Whose.READER, label=label, initials="AB")))
    hollow = ground(painted(qtbot, PillFace(whose=Whose.MODEL, label=label, probability=0.5)))
    assert solid == CLASS_COLOURS[label]
    assert hollow != CLASS_COLOURS[label]


def test_faces_that_differ_are_painted_differently(qtbot: QtBot) -> None:
    faces = [
        PillFace(whose=Whose.MODEL, label=U, probability=0.58),
        PillFace(whose=Whose.READER, label=U, initials="AB"),
        PillFace(whose=Whose.READER, label=N, initials="AB"),
        PillFace(whose=Whose.READER, label=N, initials="AB", old=U),
        PillFace(whose=Whose.ACCEPTED, label=U, initials="AB"),
        PillFace(whose=Whose.UNSAVED, label=U),
        PillFace(whose=Whose.NOBODY),
    ]
    images = [painted(qtbot, face) for face in faces]
    assert all(one != other for i, one in enumerate(images) for other in images[i + 1 :])


def test_class_colours_are_those_of_the_manual() -> None:
    assert [CLASS_COLOURS[label].name().upper() for label in ALL_CLASSES] == [
        "#E8743B", "#56B4E9", "#F0E442", "#9AA0A6",
    ]  # fmt: skip
