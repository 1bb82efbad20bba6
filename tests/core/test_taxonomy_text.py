"""Every kind of broken taxonomy is refused, with file, line and reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.errors import TaxonomyError
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml

HEAD = 'id = "t"\nversion = "3"\n'
GOOD = """\
id = "chest"
version = "2"
title = "Chest"
modality = "chest X-ray"
languages = ["en", "da"]
classes = ["not_mentioned", "positive"]

[[findings]]
id = "edema"
definition = "Fluid."
guidance = "Mind the veins."
rare = true
codes = {snomed = "19242006"}
[findings.name]
en = "Edema"
da = "Ødem"
[findings.aliases]
en = ["congestion"]
da = ["stase"]

[[findings]]
id = "kerley"
name = "Kerley lines"
aliases = ["septal lines"]
parent = "edema"
"""


def finding(*lines: str) -> str:
    return HEAD + "\n[[findings]]\n" + "\n".join(lines) + "\n"


BROKEN = {
    "no TOML at all": ("id = \n", 1, "not valid TOML"),
    "a quote left open": ('id = "t"\ntitle = "Chest\n', 2, "not valid TOML"),
    "a key given twice": ('id = "t"\nid = "u"\n', 2, "not valid TOML"),
    "cut off in the middle": ('id = "t"\n[[findings', 2, "not valid TOML"),
    "an empty file": ("", 1, "id is missing"),
    "no id": ('title = "T"\n' + '[[findings]]\nid = "a"\nname = "A"\n', 1, "id is missing"),
    "an id with a blank": ('version = "1"\nid = "my taxonomy"\n', 2, "id is missing, or not made of"),
    "an id that climbs folders": ('id = "../x"\n', 1, "id is missing, or not made of"),
    "no findings": (HEAD, 1, "at least one [[findings]]"),
    "findings that are no tables": (HEAD + "findings = [1]\n", 3, "[[findings]] table"),
    "findings as one table": (HEAD + '[findings]\nid = "a"\n', 3, "at least one [[findings]]"),
    "an unknown key at the top": ('id = "t"\nlabels = 1\n', 2, "unknown key “labels”"),
    "an unknown key in a finding": (finding('id = "a"', 'name = "A"', "rarity = true"), 7, "unknown key “rarity”"),
    "a finding without an id": (finding('name = "A"'), 4, "id is missing"),
    "a finding without a name": (finding('id = "a"'), 4, "needs a name"),
    "an empty name": (finding('id = "a"', 'name = ""'), 6, "one line of text"),
    "a name of two lines": (finding('id = "a"', 'name = "A\\nB"'), 6, "one line of text"),
    "a name without end": (finding('id = "a"', f'name = "{"A" * 201}"'), 6, "at most 200"),
    "a name that is a number": (finding('id = "a"', "name = 3"), 6, "needs a name"),
    "a name with a number by language": (finding('id = "a"', "name = {en = 3}"), 6, "one line of text"),
    "aliases that are a text": (finding('id = "a"', 'name = "A"', 'aliases = "B"'), 7, "aliases must be"),
    "an empty alias": (finding('id = "a"', 'name = "A"', 'aliases = ["b", ""]'), 7, "aliases must be"),
    "an alias of two lines": (finding('id = "a"', 'name = "A"', 'aliases = ["b\\nc"]'), 7, "aliases must be one line"),
    "an alias that is a number": (finding('id = "a"', 'name = "A"', "[findings.aliases]", "en = [1]"), 7, "aliases"),
    "a definition that is a list": (finding('id = "a"', 'name = "A"', "definition = []"), 7, "definition must be text"),
    "rare as a word": (finding('id = "a"', 'name = "A"', 'rare = "yes"'), 7, "rare must be true or false"),
    "codes that are a text": (finding('id = "a"', 'name = "A"', 'codes = "RID1"'), 7, "codes must be a table"),
    "a parent that is not there": (finding('id = "a"', 'name = "A"', 'parent = "b"'), 7, "parent “b”"),
    "a finding that is its own parent": (finding('id = "a"', 'name = "A"', 'parent = "a"'), 7, "parent “a”"),
    "two findings that are each other's parent": (
        finding('id = "a"', 'name = "A"', 'parent = "b"') + '[[findings]]\nid = "b"\nname = "B"\nparent = "a"\n',
        7,
        "in a circle",
    ),
    "a finding twice": (finding('id = "a"', 'name = "A"') + '[[findings]]\nid = "a"\nname = "A2"\n', 8, "there twice"),
    "two findings of one name": (
        finding('id = "a"', 'name = "A"') + '[[findings]]\nid = "b"\nname = "a"\n',
        9,
        "name “a”",
    ),
    "an unknown class": (HEAD + 'classes = ["positive", "maybe"]\n[[findings]]\n', 3, "“maybe” is not"),
    "a class set without positive": (HEAD + 'classes = ["negative", "uncertain"]\n[[findings]]\n', 3, "needs positive"),
    "a class twice": (HEAD + 'classes = ["positive", "negative", "positive"]\n[[findings]]\n', 3, "there twice"),
    "one class only": (HEAD + 'classes = ["positive"]\n[[findings]]\n', 3, "at least one other"),
    "no class for what is not there": (HEAD + 'classes = ["positive", "uncertain"]\n[[findings]]\n', 3, "negative or"),
    "languages that are a text": (HEAD + 'languages = "en"\n[[findings]]\n', 3, "languages must be a list"),
    "a title that is a number": (HEAD + "title = 3\n[[findings]]\n", 3, "title must be one line"),
    "a version that is a list": ('id = "t"\nversion = []\n[[findings]]\n', 2, "version must be"),
    "more findings than fit": (
        HEAD + "".join(f'[[findings]]\nid = "f{n}"\nname = "{n}"\n' for n in range(501)),
        3,
        "501",
    ),
    "a hidden mark in a name": (finding('id = "a"', 'name = "A\\u202eB"'), 6, "one line of text"),
}


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_taxonomy_is_refused_with_file_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(TaxonomyError) as caught:
        taxonomy_from_toml(text, "chest.toml")
    assert reason in caught.value.reason
    assert (caught.value.source, caught.value.line) == ("chest.toml", line)
    assert str(caught.value).startswith(f"chest.toml, line {line}: ")
    assert "\n" not in str(caught.value)


def test_everything_in_a_good_file_arrives() -> None:
    taxonomy = taxonomy_from_toml(GOOD, "chest.toml")
    edema, kerley = taxonomy.findings
    assert (taxonomy.id, taxonomy.version, taxonomy.modality) == ("chest", "2", "chest X-ray")
    assert taxonomy.classes == (MentionClass.POSITIVE, MentionClass.NOT_MENTIONED)
    assert (edema.name("da"), edema.name("fr"), edema.name()) == ("Ødem", "Edema", "Edema")
    assert edema.terms("da") == ("Ødem", "stase")
    assert edema.terms("fr") == ()
    assert edema.is_rare
    assert dict(edema.codes) == {"snomed": "19242006"}
    assert (kerley.parent, kerley.terms("en")) == ("edema", ("Kerley lines", "septal lines"))
    assert taxonomy.finding(kerley.id) is kerley


def test_a_file_without_classes_asks_all_four() -> None:
    assert taxonomy_from_toml(finding('id = "a"', 'name = "A"'), "t.toml").classes == ALL_CLASSES


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    text = "\ufeff" + GOOD.replace("\n", "\r\n")
    assert taxonomy_from_toml(text, "t.toml") == taxonomy_from_toml(GOOD, "t.toml")


def test_asking_for_a_finding_that_is_not_asked_is_our_bug() -> None:
    with pytest.raises(KeyError):
        taxonomy_from_toml(GOOD, "t.toml").finding("fracture")  # type: ignore[arg-type]


def test_the_fingerprint_follows_every_part() -> None:
    whole = taxonomy_from_toml(GOOD, "t.toml").fingerprint()
    changes = [
        ("Fluid.", "Water."),
        ("Mind", "Watch"),
        ('"Ødem"', '"Ødemer"'),
        ("septal", "peripheral"),
        ('version = "2"', 'version = "3"'),
        ('["not_mentioned", "positive"]', '["negative", "positive"]'),
        ("rare = true", "rare = false"),
        ('title = "Chest"', 'title = "Thorax"'),
    ]
    prints = {taxonomy_from_toml(GOOD.replace(old, new), "t.toml").fingerprint() for old, new in changes}
    assert len(prints - {whole}) == len(changes)


@given(
    st.text(max_size=200)
    | st.text(max_size=60).map(lambda text: GOOD + text)
    | st.integers(0, len(GOOD)).map(lambda end: GOOD[:end])
)
def test_any_text_is_read_or_refused_by_a_sentence(text: str) -> None:
    try:
        taxonomy_from_toml(text, "t.toml")
    except TaxonomyError as error:
        assert error.line is not None
        assert 1 <= error.line <= max(1, len(text.splitlines()) + 1)
