"""Integer schemes of labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.codes import (
    MIMIC_COLUMNS,
    CodeScheme,
    class_from_code,
    code_from_class,
    is_without_finding,
    mimic_finding,
    normal_code,
    possible_schemes,
)
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass

POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED = ALL_CLASSES


@pytest.mark.parametrize("scheme", CodeScheme)
@pytest.mark.parametrize("label", ALL_CLASSES)
def test_every_class_comes_back_from_its_code(scheme: CodeScheme, label: MentionClass) -> None:
    assert class_from_code(code_from_class(label, scheme), scheme) is label


@pytest.mark.parametrize(
    ("cell", "mimic", "mosaic", "chexbert"),
    [
        ("1.0", POSITIVE, POSITIVE, POSITIVE),
        ("0", NEGATIVE, UNCERTAIN, NOT_MENTIONED),
        ("-1.0", UNCERTAIN, NOT_MENTIONED, ValueError),
        ("2", ValueError, NEGATIVE, NEGATIVE),
        ("3", ValueError, ValueError, UNCERTAIN),
        ("", NOT_MENTIONED, None, None),
    ],
)
def test_the_same_integer_means_what_its_scheme_says(
    cell: str, mimic: object, mosaic: object, chexbert: object
) -> None:
    for scheme, expected in zip(("mimic", "mosaic", "chexbert"), (mimic, mosaic, chexbert), strict=True):
        if expected is ValueError:
            with pytest.raises(ValueError, match="not a code"):
                class_from_code(cell, CodeScheme(scheme))
        else:
            assert class_from_code(cell, CodeScheme(scheme)) is expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (" 1.0 ", "1"),
        ("-1,0", "-1"),
        ("-0.0", "0"),
        ("+1", "1"),
        ("2.", "2"),
        ("0.5", "0.5"),
        ("NaN", ""),
        (".0", ".0"),
    ],
)
def test_what_programs_add_to_a_number_is_taken_off(cell: str, code: str) -> None:
    assert normal_code(cell) == code


def test_half_a_point_is_no_code() -> None:
    with pytest.raises(ValueError, match="not a code"):
        class_from_code("0.5", CodeScheme.MIMIC)


def test_words_are_read_as_people_write_them() -> None:
    assert class_from_code("Not mentioned", CodeScheme.WORDS) is NOT_MENTIONED


def test_possible_schemes_are_those_that_have_every_code() -> None:
    assert possible_schemes(["1", "0", ""]) == (CodeScheme.MIMIC, CodeScheme.MOSAIC, CodeScheme.CHEXBERT)
    assert possible_schemes(["2", "-1.0"]) == (CodeScheme.MOSAIC,)
    assert possible_schemes(["3"]) == (CodeScheme.CHEXBERT,)
    assert possible_schemes(["1", "positive"]) == ()


def test_both_names_of_the_opacity_column_are_known_and_no_finding_is_none() -> None:
    assert mimic_finding("Lung Opacity") == mimic_finding("Airspace Opacity") == "lung_opacity"
    assert mimic_finding("No Finding") is None
    assert len(MIMIC_COLUMNS) == 13
    assert all(mimic_finding(name) == finding_id for finding_id, name in MIMIC_COLUMNS.items())


@given(st.fixed_dictionaries({finding_id: st.sampled_from(ALL_CLASSES) for finding_id in MIMIC_COLUMNS}))
def test_no_finding_is_what_is_left_without_positive_or_uncertain(labels: dict[str, MentionClass]) -> None:
    spoken = {label for finding_id, label in labels.items() if finding_id != "support_devices"}
    assert is_without_finding(labels) is (not spoken & {POSITIVE, UNCERTAIN})


def test_support_devices_are_no_finding_and_a_missing_label_leaves_it_open() -> None:
    labels = dict.fromkeys(MIMIC_COLUMNS, NEGATIVE) | {"support_devices": POSITIVE}
    assert is_without_finding(labels) is True
    del labels["edema"]
    assert is_without_finding(labels) is None
    labels["fracture"] = UNCERTAIN
    assert is_without_finding(labels) is False
