"""After a promotion the new adapter suggests for what is open, and what the old one said is kept: for real, tiny."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from peft import LoraConfig, get_peft_model

from mosaic_desk.core.events import Action, Change, EventKind, Mode
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.run_folder import adapter_folder_of
from mosaic_desk.llm.adapter import save_adapter
from mosaic_desk.llm.backbone import load_backbone
from mosaic_desk.store import Project
from tests.llm.tiny import write_tiny_backbone
from tests.store.projects import READER, TAXONOMY, P, incoming, sets

_PATIENCE_S = 60


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def office(tmp_path: Path, backbone: Path) -> Iterator[Office]:
    path = tmp_path / "a.mosaic"
    with Project.create(path, [TAXONOMY]) as project:
        source = incoming({f"r{n}": f"Report {n}. No edema." for n in range(6)})
        project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=READER)
    loaded = load_backbone(backbone)
    model = get_peft_model(loaded.model, LoraConfig(r=2, target_modules=["q_proj"], init_lora_weights=False))
    folder = adapter_folder_of(path, "run-1")
    save_adapter(model, None, folder, backbone=loaded, record={})
    (folder.parent / "request.json").write_text(json.dumps({"backbone": str(backbone)}), encoding="utf-8")
    office = Office(path, reader=READER, model=ModelChoice(backbone=str(backbone), adapter=None))
    yield office
    office.close()


def suggested(office: Office, report_ids: list[ReportId] | None = None) -> None:
    told: list[SuggestProgress] = []
    office.suggester.tell = told.append
    office.suggester.start(report_ids)
    end = time.monotonic() + _PATIENCE_S
    while not (told and told[-1].is_finished):
        assert time.monotonic() < end, "it did not end in time"
        time.sleep(0.02)
    assert told[-1].error is None, told[-1].error


def adapters_of(office: Office) -> list[str | None]:
    def found() -> list[str | None]:
        project = office.session.project
        answers = [project.suggestions.find(name, TAXONOMY) for name in project.reports.ids()]
        return [one.model.adapter if one is not None else "nobody" for one in answers]

    return office.desk_thread.ask(found).result()


def test_the_promoted_adapter_suggests_for_what_is_open_and_a_roll_back_goes_on_with_the_old_one(
    office: Office,
) -> None:
    suggested(office)
    assert adapters_of(office) == [None] * 6
    session, ask = office.session, office.desk_thread.ask

    def commit_first() -> None:
        changes = (*(sets(name, P) for name in TAXONOMY.finding_ids), Change(kind=EventKind.COMMITTED))
        session.project.history.record(Action(
            report_id=ReportId("r0"), taxonomy_id=TAXONOMY.id, taxonomy_version="1", reader=READER,
            mode=Mode.PREFILLED, changes=changes, spent_ms=1,
        ))

    ask(commit_first).result()
    (known,) = ask(session.adapters.known).result()
    checked = CheckedAdapter(hash=str(known.hash))
    ask(lambda: session.adapters.promote("run-1", checked=checked, reader=READER, reason="a trial")).result()
    assert office.use_active_adapter() is None
    outdated = ask(lambda: session.adapters.outdated(TAXONOMY.id)).result()
    assert outdated == ("r1", "r2", "r3", "r4", "r5"), "what is done keeps its suggestion"
    suggested(office, list(outdated))
    assert adapters_of(office) == [None, *["run-1"] * 5]
    former = ask(lambda: session.project.adapters.former_suggestions(ReportId("r1"), TAXONOMY)).result()
    assert [one.model.adapter for one in former] == [None]
    assert ask(lambda: session.adapters.outdated(TAXONOMY.id)).result() == ()
    ask(lambda: session.adapters.roll_back(reader=ReaderName("Reader B"))).result()
    assert office.use_active_adapter() is None
    suggested(office, list(ask(lambda: session.adapters.outdated(TAXONOMY.id)).result()))
    assert adapters_of(office) == [None] * 6
    assert ask(session.project.check).result() == []


def test_a_damaged_active_adapter_is_told_and_the_shipped_one_suggests(office: Office) -> None:
    session, ask = office.session, office.desk_thread.ask
    (known,) = ask(session.adapters.known).result()
    checked = CheckedAdapter(hash=str(known.hash))
    ask(lambda: session.adapters.promote("run-1", checked=checked, reader=READER, reason="a trial")).result()
    (known.folder / "adapter_config.json").write_text("{}", encoding="utf-8")
    assert "run-1 is damaged or gone" in str(office.use_active_adapter())
    suggested(office)
    assert adapters_of(office) == [None] * 6
