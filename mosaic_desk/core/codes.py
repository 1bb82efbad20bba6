"""Integer schemes for labels: which number means which class, and which scheme a table can be in.

The same integers mean opposite things in different schemes, so a number is never read without one.
Knows the values and the column names of MIMIC-CXR; reading tables is `exchange`'s business.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES, Labels, MentionClass


class CodeScheme(StrEnum):
    """How a table writes the four classes."""

    MIMIC = "mimic"
    MOSAIC = "mosaic"
    CHEXBERT = "chexbert"
    WORDS = "words"


_CODES: Mapping[CodeScheme, Mapping[str, MentionClass]] = {
    CodeScheme.MIMIC: {
        "1": MentionClass.POSITIVE,
        "0": MentionClass.NEGATIVE,
        "-1": MentionClass.UNCERTAIN,
        "": MentionClass.NOT_MENTIONED,
    },
    CodeScheme.MOSAIC: {
        "1": MentionClass.POSITIVE,
        "2": MentionClass.NEGATIVE,
        "0": MentionClass.UNCERTAIN,
        "-1": MentionClass.NOT_MENTIONED,
    },
    CodeScheme.CHEXBERT: {
        "0": MentionClass.NOT_MENTIONED,
        "1": MentionClass.POSITIVE,
        "2": MentionClass.NEGATIVE,
        "3": MentionClass.UNCERTAIN,
    },
    CodeScheme.WORDS: {str(label): label for label in ALL_CLASSES},
}
_INTEGERS = (CodeScheme.MIMIC, CodeScheme.MOSAIC, CodeScheme.CHEXBERT)

MIMIC_COLUMNS: Mapping[FindingId, str] = {
    FindingId("atelectasis"): "Atelectasis",
    FindingId("cardiomegaly"): "Cardiomegaly",
    FindingId("consolidation"): "Consolidation",
    FindingId("edema"): "Edema",
    FindingId("enlarged_cardiomediastinum"): "Enlarged Cardiomediastinum",
    FindingId("fracture"): "Fracture",
    FindingId("lung_lesion"): "Lung Lesion",
    FindingId("lung_opacity"): "Lung Opacity",
    FindingId("pleural_effusion"): "Pleural Effusion",
    FindingId("pleural_other"): "Pleural Other",
    FindingId("pneumonia"): "Pneumonia",
    FindingId("pneumothorax"): "Pneumothorax",
    FindingId("support_devices"): "Support Devices",
}
"""The thirteen findings that MIMIC-CXR asks, by their ids here, in the order of its columns."""

NO_FINDING = "No Finding"
"""The fourteenth column: derived on export, ignored on import."""

_OTHER_COLUMN_NAMES = {"Airspace Opacity": FindingId("lung_opacity")}  # the test set of MIMIC-CXR-JPG 2.1.0
_FINDING_OF_COLUMN = {name: finding_id for finding_id, name in MIMIC_COLUMNS.items()} | _OTHER_COLUMN_NAMES
_SUPPORT_DEVICES = FindingId("support_devices")


def normal_code(cell: str) -> str:
    """A cell without what programs add: "1.0", "1,0" and "+1" are "1", "nan" is blank, words in lower case."""
    code = cell.strip().lower().replace(" ", "_").replace(",", ".").removeprefix("+")
    if code == "nan":
        return ""
    whole, dot, fraction = code.partition(".")
    return whole.replace("-0", "0") if dot and not fraction.strip("0") and whole.lstrip("-").isdecimal() else code


def class_from_code(cell: str, scheme: CodeScheme) -> MentionClass | None:
    """The class that a cell holds; None where it is blank and blank means "not labelled" in the scheme.

    Raises:
        ValueError: if the scheme does not have the code.
    """
    code = normal_code(cell)
    known = _CODES[scheme]
    if code in known:
        return known[code]
    if not code:
        return None
    raise ValueError(f"not a code of the scheme {scheme}")


def code_from_class(label: MentionClass, scheme: CodeScheme) -> str:
    """The code of a class, integers without decimals; "" is MIMIC's blank."""
    return next(code for code, known in _CODES[scheme].items() if known is label)


def possible_schemes(cells: Iterable[str]) -> tuple[CodeScheme, ...]:
    """The schemes that have every code among the cells; blanks rule none out."""
    codes = {normal_code(cell) for cell in cells} - {""}
    return tuple(scheme for scheme, known in _CODES.items() if codes <= set(known))


def is_known_code(cell: str) -> bool:
    """Whether any scheme has the code."""
    code = normal_code(cell)
    return not code or any(code in known for known in _CODES.values())


def scheme_in_words(scheme: CodeScheme) -> str:
    """What the codes of a scheme mean, as a clause for a question to the user."""
    if scheme is CodeScheme.WORDS:
        return "words: the class names"
    meanings = ", ".join(f"{code or 'blank'} {in_words(label)}" for code, label in _CODES[scheme].items())
    return f"{scheme}: {meanings}"


def integer_schemes() -> tuple[CodeScheme, ...]:
    """The schemes whose codes are numbers."""
    return _INTEGERS


def in_words(label: MentionClass | None) -> str:
    """A class as people say it; None is "not labelled"."""
    return "not labelled" if label is None else label.replace("_", " ")


def mimic_finding(column: str) -> FindingId | None:
    """The finding that a column of MIMIC-CXR or CheXpert stands for; None for any other, and for "No Finding"."""
    return _FINDING_OF_COLUMN.get(column.strip())


def is_without_finding(labels: Labels) -> bool | None:
    """MIMIC's "No Finding": nothing is positive or uncertain, support devices aside.

    None where that cannot be said, because nothing speaks against it but a finding is not labelled.
    """
    asked = [finding_id for finding_id in MIMIC_COLUMNS if finding_id != _SUPPORT_DEVICES]
    if any(labels.get(finding_id) in (MentionClass.POSITIVE, MentionClass.UNCERTAIN) for finding_id in asked):
        return False
    return True if all(finding_id in labels for finding_id in asked) else None
