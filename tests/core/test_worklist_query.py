"""The grammar of the worklist: what is typed is understood or refused with a sentence, and can be written again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.worklist_completion import completion_at, put_in
from mosaic_desk.core.worklist_parsing import EXAMPLES, KEYS, query_from
from mosaic_desk.core.worklist_pieces import pieces_of
from mosaic_desk.core.worklist_query import (
    DateTerm,
    FindingTerm,
    Has,
    HasTerm,
    Is,
    IsTerm,
    LanguageTerm,
    PatientTerm,
    Query,
    ReaderTerm,
    Source,
    SourceTerm,
    StateTerm,
    UnsureTerm,
    Vocabulary,
    WordTerm,
    written,
)

P, N, U, M = MentionClass
EFFUSION, OPACITY, LESION = FindingId("pleural_effusion"), FindingId("lung_opacity"), FindingId("lung_lesion")
WORDS = Vocabulary(
    findings={
        EFFUSION: ("Pleural effusion", "Pleuraekssudat"), OPACITY: ("Lung opacity",), LESION: ("Lung lesion", "a=b"),
    },
    languages=("en", "da"),
    readers=("Jane Doe", "Ada Berg", 'O"Neil: x', "Jens Dal"),
)  # fmt: skip


def read(typed: str) -> Query:
    return query_from(typed, WORDS)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("  \t\n ", ()),
        ("effusion small", (WordTerm(text="effusion"), WordTerm(text="small"))),
        ('"small effusion"', (WordTerm(text="small effusion", is_phrase=True),)),
        ('"small effusion', (WordTerm(text="small effusion", is_phrase=True),)),
        ('"a ""b"" c"', (WordTerm(text='a "b" c', is_phrase=True),)),
        ('"state:unread"', (WordTerm(text="state:unread", is_phrase=True),)),
        ('-"no change"', (WordTerm(is_not=True, text="no change", is_phrase=True),)),
        ("10:30 5\"", (WordTerm(text="10:30"), WordTerm(text='5"'))),
        ("-effusion", (WordTerm(is_not=True, text="effusion"),)),
        ("state:unread,started", (StateTerm(states=(ReportState.UNREAD, ReportState.STARTED)),)),
        ("-STATE:Done", (StateTerm(is_not=True, states=(ReportState.DONE,)),)),
        ("is:flagged", (IsTerm(what=Is.FLAGGED),)),
        ("unsure:model", (UnsureTerm(who=Source.MODEL),)),
        ("pleural_effusion=positive", (FindingTerm(finding_id=EFFUSION, label=P),)),
        ("effusion=p", (FindingTerm(finding_id=EFFUSION, label=P),)),
        ('"Pleural effusion"=negative', (FindingTerm(finding_id=EFFUSION, label=N),)),
        ("finding:pleuraekssudat=not-mentioned", (FindingTerm(finding_id=EFFUSION, label=M),)),
        ("finding:effusion", (FindingTerm(finding_id=EFFUSION),)),
        ('-finding:"lung lesion"=u', (FindingTerm(is_not=True, finding_id=LESION, label=U),)),
        ("source:model", (SourceTerm(source=Source.MODEL),)),
        ("language:da,EN", (LanguageTerm(languages=("da", "en")),)),
        ("date:2021..2023", (DateTerm(first=date(2021, 1, 1), last=date(2023, 12, 31)),)),
        ("date:>2021-05", (DateTerm(first=date(2021, 6, 1), last=None),)),
        ("date:<=2020-02", (DateTerm(first=None, last=date(2020, 2, 29)),)),
        ("date:<2021-05-03", (DateTerm(first=None, last=date(2021, 5, 2)),)),
        ("date:2021-05-30", (DateTerm(first=date(2021, 5, 30), last=date(2021, 5, 30)),)),
        ("date:..2022", (DateTerm(first=None, last=date(2022, 12, 31)),)),
        ('reader:"jane doe"', (ReaderTerm(reader="Jane Doe"),)),
        ("reader:ab", (ReaderTerm(reader="Ada Berg"),)),
        ("reader:jens", (ReaderTerm(reader="Jens Dal"),)),
        ("patient:P7", (PatientTerm(patient_id="P7"),)),
        ('patient:"a b"', (PatientTerm(patient_id="a b"),)),
        ("-has:image", (HasTerm(is_not=True, what=Has.IMAGE),)),
    ],
)  # fmt: skip
def test_each_form_is_understood(typed: str, terms: tuple[object, ...]) -> None:
    assert read(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("foo:bar", "“foo:” is not a key here; put it in quotes"),
        ("state:", "“state:” wants something behind it, such as state:unread."),
        ("state:read", "use state:unread, state:started, state:done or state:skipped."),
        ("is:", "“is:” wants something behind it"),
        ("-", "holds no letter and no digit"),
        ('""', "holds no letter and no digit"),
        ("-source:model", "has no opposite"),
        ("source:model source:reader", "“source:” can stand only once."),
        ("lung=positive", "“lung” may be one of several findings: lung_opacity, lung_lesion."),
        ("spleen=positive", "“spleen” is no finding of this taxonomy"),
        ("=positive", "A finding is missing before the “=”"),
        ("effusion=maybe", "“maybe” is not a class here; use positive, negative, uncertain or not_mentioned."),
        ("language:fr", "No report is in “fr”; the languages here are en or da."),
        ("reader:jd", "“jd” may be one of several readers: Jane Doe, Jens Dal."),
        ("reader:nobody", "No reader “nobody” has worked in this project."),
        ("date:2021-13", "“2021-13” is no date; write 2021, 2021-05 or 2021-05-30."),
        ("date:2023..2021", "ends before it begins"),
        ("date:..", "wants a date on one side at least"),
        ("date:<>2021", "“<>” is no comparison"),
        ("date:>9999", "no date beyond"),
        ("date:<0001", "no date beyond"),
        ("a " * 40, "more than 32 terms"),
        ("x" * 3000, "longer than 2,000 characters"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as refused:
        read(typed)
    assert sentence in str(refused.value)
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


_PIECES = st.sampled_from(
    [*KEYS, *EXAMPLES.values(), "-", '"', '""', ":", "=", ",", "..", " ", "effusion", "lung", "positive", "unread",
     "Jane Doe", "2021", "-05", ">", "æ", "model", "reader:", "date:", "finding:", "da", "\0", "\ud800", "\u2028"]
)  # fmt: skip
_TYPED = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=12).map("".join))


@given(typed=_TYPED)
def test_any_text_is_understood_or_refused_and_what_is_understood_can_be_written_and_read_again(typed: str) -> None:
    try:
        query = read(typed)
    except InputError as refused:
        assert str(refused).endswith(".") and "\n" not in str(refused)
        return
    assert read(written(query)) == query
    assert written(read(written(query))) == written(query)


_NOT = st.booleans()
_ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=12)
_DAYS = st.dates()
_TERMS = st.one_of(
    st.builds(WordTerm, is_not=_NOT, text=_ANY.map(lambda text: "a" + text), is_phrase=st.just(True)),
    st.builds(
        StateTerm, is_not=_NOT, states=st.lists(st.sampled_from(ReportState), min_size=1, unique=True).map(tuple)
    ),
    st.builds(IsTerm, is_not=_NOT, what=st.sampled_from(Is)),
    st.builds(UnsureTerm, is_not=_NOT, who=st.sampled_from(Source)),
    st.builds(
        FindingTerm, is_not=_NOT, finding_id=st.sampled_from(list(WORDS.findings)),
        label=st.none() | st.sampled_from(MentionClass),
    ),
    st.builds(LanguageTerm, is_not=_NOT, languages=st.just(("da",)) | st.just(("en", "da"))),
    st.builds(DateTerm, is_not=_NOT, first=_DAYS, last=st.none()),
    st.builds(DateTerm, is_not=_NOT, first=st.none(), last=_DAYS),
    st.builds(ReaderTerm, is_not=_NOT, reader=st.sampled_from(WORDS.readers)),
    st.builds(PatientTerm, is_not=_NOT, patient_id=_ANY.map(str.strip).filter(bool)),
    st.builds(HasTerm, is_not=_NOT, what=st.sampled_from(Has)),
)  # fmt: skip


@given(terms=st.lists(_TERMS, max_size=6).map(tuple), source=st.sampled_from([(), (SourceTerm(source=Source.MODEL),)]))
def test_every_query_can_be_written_and_read_again(terms: tuple, source: tuple) -> None:
    query = Query(terms=terms + source)
    assert read(written(query)) == query


@given(typed=_TYPED)
def test_pieces_lie_in_order_and_leave_only_blanks_between_them(typed: str) -> None:
    place = 0
    for piece in pieces_of(typed):
        assert piece.start < piece.end and typed[place : piece.start].strip() == ""
        place = piece.end
    assert typed[place:].strip() == ""


def offered(typed: str, cursor: int | None = None) -> list[str]:
    found = completion_at(typed, len(typed) if cursor is None else cursor, WORDS)
    return [option.text for option in found.options]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sta", ["state:"]),
        ("-sta", ["state:"]),
        ("state:u", ["state:unread"]),
        ("state:unread,d", ["state:unread,done"]),
        ("effu", ["pleural_effusion="]),
        ("finding:pleura", ["finding:pleural_effusion="]),
        ("lung_opacity=n", ["lung_opacity=negative", "lung_opacity=not_mentioned"]),
        ("language:", ["language:en", "language:da"]),
        ("reader:ad", ['reader:"Ada Berg"']),
        ("small unsure:", ["unsure:model", "unsure:reader"]),
        ("nothingelse", []),
        ("state:unread", []),
        ('"state', []),
    ],
)
def test_completion_knows_keys_findings_classes_languages_and_readers(typed: str, first: list[str]) -> None:
    assert offered(typed) == first


def test_an_option_takes_the_place_of_the_piece_under_the_cursor() -> None:
    text = "small -sta effusion"
    found = completion_at(text, len("small -sta"), WORDS)
    assert put_in(text, found, found.options[0]) == ("small -state: effusion", len("small -state:"))
    found = completion_at("state:unr", 9, WORDS)
    assert put_in("state:unr", found, found.options[0]) == ("state:unread ", len("state:unread "))
    found = completion_at("state:unr small", 9, WORDS)
    assert put_in("state:unr small", found, found.options[0]) == ("state:unread small", len("state:unread "))


@given(typed=_TYPED, data=st.data())
def test_every_option_can_be_put_in_and_what_is_whole_is_understood(typed: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(typed)))
    found = completion_at(typed, cursor, WORDS)
    for option in found.options:
        text, place = put_in(typed, found, option)
        assert option.text in text and 0 <= place <= len(text)
    for option in completion_at("", 0, WORDS).options:
        assert option.goes_on
