"""Who leads a project, and what only leads change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReaderName, TaxonomyId
from mosaic_desk.desk.leading import leads_of
from mosaic_desk.desk.new_project import NewProject, make_project, read_sources
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project
from tests.desk.three_findings import make_project as made_before

ADA, BEN = ReaderName("Ada Berg"), ReaderName("Ben")
ID, EFFUSION = TaxonomyId("three"), FindingId("effusion")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(made_before(tmp_path / "p.mosaic"), reader=ADA)
    yield session
    session.close()


def edit(session: Session) -> None:
    taxonomy = session.taxonomies[0]
    session.marks.set_guidance(taxonomy.id, taxonomy.finding_ids[0], "Blunted angles count.")


def test_where_nobody_leads_everyone_may_until_somebody_says_that_they_lead(session: Session) -> None:
    assert session.leading.leads() == () and session.leading.why_no_guidelines() == ""
    edit(session)
    session.leading.set_share(0.1)
    session.leading.say_i_lead()
    assert session.leading.leads() == (ADA,)
    edit(session)
    session.set_reader(BEN)
    with pytest.raises(InputError, match=r"^This project has a lead: Ada Berg\.$"):
        session.leading.say_i_lead()


def test_others_are_told_why_not_and_whom_to_ask(session: Session) -> None:
    session.leading.say_i_lead()
    session.set_reader(BEN)
    assert session.leading.why_no_guidelines() == "Only a lead edits guidelines: Ada Berg."
    with pytest.raises(InputError, match=r"^Only a lead edits guidelines: Ada Berg\.$"):
        edit(session)
    for share in (0.5, 0.0):
        with pytest.raises(InputError, match=r"^Only a lead sets the share of first reads: Ada Berg\.$"):
            session.set_first_read_share(share)
    for change in (session.leading.make_lead, session.leading.drop_lead):
        with pytest.raises(InputError, match=r"^Only a lead says who leads: Ada Berg\.$"):
            change(BEN)


def test_a_lead_makes_others_leads_and_the_last_one_stays(session: Session) -> None:
    session.leading.say_i_lead()
    with pytest.raises(InputError, match="Give the name"):
        session.leading.make_lead(ReaderName(" "))
    session.leading.make_lead(BEN)
    session.leading.make_lead(BEN)
    assert session.leading.leads() == (ADA, BEN)
    session.set_reader(BEN)
    edit(session)
    session.leading.drop_lead(ADA)
    with pytest.raises(InputError, match="Somebody must lead"):
        session.leading.drop_lead(BEN)
    assert session.leading.leads() == (BEN,)


def test_who_makes_a_project_leads_it_after_a_restart_too(tmp_path: Path) -> None:
    wanted = NewProject(path=tmp_path / "n.mosaic", taxonomy="mimic-cxr", reader=BEN, first_read_share=0.35)
    make_project(wanted, read_sources(wanted))
    session = Session.open(wanted.path, reader=ADA)
    assert session.leading.leads() == (BEN,) and session.leading.share == 0.35
    session.close()


@pytest.mark.parametrize("stored", ["", "not json", '{"a": 1}', "[1, 2]", '[" "]', "null"])
def test_what_is_no_list_of_names_leads_nobody(tmp_path: Path, stored: str) -> None:
    path = made_before(tmp_path / "p.mosaic")
    with Project.open(path) as project:
        project.settings.keep("leads", stored)
        assert leads_of(project) == ()
