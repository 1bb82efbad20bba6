"""The remote engine, for real: the worker as a child, a server as another, and every way in which that one can fail."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mosaic_desk.core.errors import MosaicError, ServerError, ServerTimedOut, WorkerCancelled
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import ServerSetting, server_setting
from mosaic_desk.core.suggestion import NO_PROBABILITIES, Suggestion
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.worker import Worker
from tests.remote.conftest import CERTIFICATES, Served

pytestmark = pytest.mark.loopback

TAXONOMY = taxonomy_from_toml(
    'id = "two"\n[[findings]]\nid = "effusion"\nname = "Effusion"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "two"
)
EFFUSION, EDEMA = FindingId("effusion"), FindingId("edema")
TEXT = "INDICATION: Quokka.\nFINDINGS: Mild edema of the lungs."


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.end()


def labeller_of(worker: Worker, served: Served, behaviour: str, **more: object) -> Labeller:
    setting = server_setting(address=served.address(behaviour), model="served", **more)  # type: ignore[arg-type]
    return Labeller(worker, ModelChoice(server=setting))


def reports(count: int, text: str = TEXT) -> list[Report]:
    return [Report(report_id=ReportId(f"secret-{number}"), text=text) for number in range(count)]


def suggested(worker: Worker, served: Served, behaviour: str, asked: list[Report], **more: object) -> list[Suggestion]:
    return list(labeller_of(worker, served, behaviour, **more).suggestions(asked, TAXONOMY))


def refusal(worker: Worker, served: Served, behaviour: str, **more: object) -> str:
    with pytest.raises(MosaicError) as refused:
        suggested(worker, served, behaviour, reports(1), **more)
    assert str(refused.value).count("\n") == 0
    assert "edema" not in str(refused.value)
    return str(refused.value)


def test_every_finding_gets_a_label_with_the_probabilities_that_the_server_weighed(
    worker: Worker, served: Served
) -> None:
    found = suggested(worker, served, "good", reports(9))
    assert sorted(s.report_id for s in found) == sorted(f"secret-{number}" for number in range(9))
    for suggestion in found:
        assert suggestion.labels == {EFFUSION: MentionClass.NOT_MENTIONED, EDEMA: MentionClass.POSITIVE}
        for slot in suggestion.findings.values():
            assert slot.confidence == pytest.approx(0.7 / 0.97)
            assert sum(slot.probabilities.values()) == pytest.approx(1)
        assert suggestion.warnings == ()
        assert suggestion.model.backbone == "served"
        assert suggestion.model.backbone_hash.startswith("sha256:")
        assert suggestion.model.adapter is None


def test_a_request_holds_what_the_model_reads_of_a_report_and_nothing_else_of_it(
    worker: Worker, served: Served
) -> None:
    suggested(worker, served, "good", reports(2))
    sent = [request for request in served.sent("good") if request["body"]]
    assert len(sent) == 2
    for request in sent:
        assert "Mild edema of the lungs." in request["body"]["messages"][0]["content"]
        assert "Quokka" not in str(request), "the indication is never read"
        assert "secret-" not in str(request)
        assert "edema" not in str(request["headers"]) + request["path"]
        assert "Authorization" not in request["headers"]


def test_the_schema_of_a_valid_answer_is_asked_for(worker: Worker, served: Served) -> None:
    suggested(worker, served, "good", reports(1))
    (body,) = served.bodies("good")
    schema = body["response_format"]["json_schema"]["schema"]
    assert schema["required"] == ["effusion", "edema"]
    assert body["temperature"] == 0
    assert body["logprobs"] is True
    assert body["repeat_penalty"] == body["repetition_penalty"] == 1, "most labels of a report are one word"


@pytest.mark.parametrize(
    ("behaviour", "requests", "kind"),
    [
        ("old-schema", 2, "json_object"), ("no-schema", 5, None), ("no-probabilities", 3, "json_schema"),
        ("strict", 7, "json_schema"),
    ],
)
def test_what_a_server_does_not_grant_is_found_out_once_and_not_asked_again(
    worker: Worker, served: Served, behaviour: str, requests: int, kind: str | None
) -> None:
    labeller = labeller_of(worker, served, behaviour)
    assert [s.error for s in labeller.suggestions(reports(6), TAXONOMY)] == [None] * 6
    assert [s.error for s in labeller.suggestions(reports(6), TAXONOMY)] == [None] * 6
    bodies = served.bodies(behaviour)
    assert len(bodies) == requests + 11
    assert {body.get("response_format", {}).get("type") for body in bodies[requests - 1 :]} == {kind}


def test_labels_without_probabilities_are_marked(worker: Worker, served: Served) -> None:
    (suggestion,) = suggested(worker, served, "no-probabilities", reports(1))
    assert suggestion.warnings == (NO_PROBABILITIES,)
    assert not suggestion.has_probabilities
    assert suggestion.labels[EDEMA] is MentionClass.POSITIVE
    assert all(sum(slot.probabilities.values()) == 1 for slot in suggestion.findings.values())


@pytest.mark.parametrize(("behaviour", "tries"), [("busy-twice", 3), ("lost-once", 2)])
def test_a_server_that_is_busy_or_lost_for_a_moment_is_asked_again(
    worker: Worker, served: Served, behaviour: str, tries: int
) -> None:
    (suggestion,) = suggested(worker, served, behaviour, reports(1))
    assert suggestion.error is None
    assert len(served.bodies(behaviour)) == tries


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("garbage", "not JSON"), ("other-json", "not in the form"), ("redirects", "sends us elsewhere"),
        ("endless", "more than 16 MiB"), ("packed", "compresses"), ("needs-a-key", "asks for a key"),
        ("list-garbage", "not JSON"), ("unknown", "does not know the model"),
    ],
)
def test_a_server_that_fails_is_told_in_one_sentence(
    worker: Worker, served: Served, behaviour: str, words: str
) -> None:
    assert words in refusal(worker, served, behaviour)
    assert worker.is_running


def test_a_server_that_goes_on_failing_is_told_in_one_sentence(served: Served) -> None:
    """All at once: each is asked again for seconds."""
    told = {"busy": "not ready", "fails": "fails on what it is asked", "breaks-off": "broke off"}

    def told_of(behaviour: str) -> str:
        worker = Worker()
        try:
            return refusal(worker, served, behaviour)
        finally:
            worker.end()

    with ThreadPoolExecutor(max_workers=len(told)) as pool:
        for words, sentence in zip(told.values(), pool.map(told_of, told), strict=True):
            assert words in sentence
    assert len(served.bodies("busy")) == len(served.bodies("breaks-off")) == 4


@pytest.mark.parametrize("behaviour", ["hangs", "drips"])
def test_a_server_that_hangs_is_left_after_the_time_that_was_set(
    worker: Worker, served: Served, behaviour: str
) -> None:
    began = time.monotonic()
    assert "no answer within 1 seconds" in refusal(worker, served, behaviour, timeout_s=1)
    assert time.monotonic() - began < 15
    assert len(served.bodies(behaviour)) == 1


def test_a_redirect_is_not_followed(worker: Worker, served: Served) -> None:
    refusal(worker, served, "redirects")
    assert served.sent("good") == []


def test_a_server_that_is_away_is_told_with_its_address(worker: Worker, served: Served) -> None:
    served.process.kill()
    served.process.wait()
    assert f"127.0.0.1:{served.port}/good/v1 cannot be reached" in refusal(worker, served, "good")


def test_what_was_answered_before_the_server_died_is_kept(worker: Worker, served: Served) -> None:
    answers = labeller_of(worker, served, "slow").suggestions(reports(60), TAXONOMY)
    kept = [next(answers) for _ in range(5)]
    served.process.kill()
    with pytest.raises(ServerError, match=r"kept\.$"):
        kept += list(answers)
    assert 5 <= len(kept) < 60
    assert all(suggestion.error is None for suggestion in kept)


def test_a_model_that_the_server_does_not_list_is_refused_with_those_it_has(worker: Worker, served: Served) -> None:
    assert refusal(worker, served, "list-other") == "The server has no model “served”; it has another, third."
    assert served.bodies("list-other") == []


def test_a_server_without_a_list_of_models_is_asked_all_the_same(worker: Worker, served: Served) -> None:
    (suggestion,) = suggested(worker, served, "list-missing", reports(1))
    assert suggestion.error is None


@pytest.mark.parametrize(
    ("behaviour", "words"), [("prose", "no valid"), ("half-the-keys", "no valid"), ("cut-short", "cut off")]
)
def test_a_reply_that_is_not_valid_is_an_error_and_never_filled_up(
    worker: Worker, served: Served, behaviour: str, words: str
) -> None:
    (suggestion,) = suggested(worker, served, behaviour, reports(1))
    assert suggestion.error is not None
    assert words in suggestion.error
    assert suggestion.findings == {}


@pytest.mark.parametrize("behaviour", ["too-long", "fails-on-one"])
def test_a_report_that_the_server_refuses_does_not_hold_up_the_others(
    worker: Worker, served: Served, behaviour: str
) -> None:
    asked = [*reports(2), Report(report_id=ReportId("long"), text="FINDINGS: LONG edema.")]
    found = {s.report_id: s.error for s in suggested(worker, served, behaviour, asked, parallel=1)}
    assert found["secret-0"] is None and found["secret-1"] is None
    assert found["long"] is not None


@pytest.mark.parametrize("place", [0, 2])
def test_a_report_that_the_server_is_late_with_does_not_end_the_run(
    worker: Worker, served: Served, place: int
) -> None:
    asked = reports(4)
    asked[place] = Report(report_id=ReportId("long"), text="FINDINGS: LONG edema.")
    found = {s.report_id: s.error for s in suggested(worker, served, "late-on-one", asked, parallel=1, timeout_s=1)}
    assert len(found) == 4
    assert [report_id for report_id, error in found.items() if error] == ["long"]
    assert "no answer to this report in time" in str(found[ReportId("long")])


def test_three_reports_in_a_row_without_an_answer_in_time_end_the_run_and_none_is_set_apart(
    worker: Worker, served: Served
) -> None:
    asked = [Report(report_id=ReportId(f"long-{number}"), text="FINDINGS: LONG edema.") for number in range(5)]
    answers = labeller_of(worker, served, "late-on-one", parallel=1, timeout_s=1).suggestions(
        [*reports(2), *asked], TAXONOMY
    )
    kept = [next(answers) for _ in range(2)]
    with pytest.raises(ServerTimedOut, match=r"no answer within 1 seconds"):
        kept += list(answers)
    assert [suggestion.error for suggestion in kept] == [None, None]
    assert len(served.bodies("late-on-one")) == 5


def test_a_report_without_anything_to_read_is_not_sent(worker: Worker, served: Served) -> None:
    found = suggested(worker, served, "good", [*reports(1, "INDICATION: Effusion?"), *reports(1, " ")])
    assert all(suggestion.error for suggestion in found)
    assert served.bodies("good") == []


def test_no_more_requests_stand_at_a_time_than_were_allowed(worker: Worker, served: Served) -> None:
    labeller = labeller_of(worker, served, "slow", parallel=2)
    began = time.monotonic()
    list(labeller.suggestions(reports(7), TAXONOMY))  # one finds out what is granted, then three times two
    assert time.monotonic() - began > 4 * 0.3


def test_a_cancel_stops_at_once_and_the_worker_can_go_on(worker: Worker, served: Served) -> None:
    labeller = labeller_of(worker, served, "good")
    list(labeller.suggestions(reports(1), TAXONOMY))
    pid, stop = worker.pid, threading.Event()
    hanging = labeller_of(worker, served, "hangs")
    threading.Timer(1.0, stop.set).start()
    began = time.monotonic()
    with pytest.raises(WorkerCancelled):
        list(hanging.suggestions(reports(8), TAXONOMY, is_cancelled=stop.is_set))
    assert time.monotonic() - began < 4
    assert worker.pid == pid, "it stopped by itself"
    assert len(suggested(worker, served, "good", reports(2))) == 2


def test_the_key_comes_from_the_variable_that_was_named(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVED_KEY", "open-sesame")
    worker = Worker()
    (suggestion,) = suggested(worker, served, "needs-a-key", reports(1), key_variable="SERVED_KEY")
    worker.end()
    assert suggestion.error is None


def test_a_variable_without_a_key_is_named_and_nothing_is_sent(worker: Worker, served: Served) -> None:
    assert "SERVED_KEY holds no key" in refusal(worker, served, "good", key_variable="SERVED_KEY")
    assert served.sent("good") == []


def test_proxies_of_the_environment_are_ignored(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    worker = Worker()
    found = suggested(worker, served, "good", reports(1))
    worker.end()
    assert found[0].error is None


def test_an_address_that_slipped_past_the_checks_is_refused_by_the_worker(worker: Worker) -> None:
    forged = ServerSetting(address="http://example.org/v1", model="served")
    with pytest.raises(MosaicError, match=r"only over https"):
        list(Labeller(worker, ModelChoice(server=forged)).suggestions(reports(1), TAXONOMY))


def secured(served: Served, host: str, **more: object) -> ModelChoice:
    address = served.address("good").replace("http://127.0.0.1", f"https://{host}")
    return ModelChoice(server=server_setting(address=address, model="served", **more))  # type: ignore[arg-type]


def test_a_certificate_of_the_named_authority_is_trusted(worker: Worker, served_with_certificate: Served) -> None:
    choice = secured(served_with_certificate, "127.0.0.1", ca_file=str(CERTIFICATES / "here.crt"))
    (suggestion,) = Labeller(worker, choice).suggestions(reports(1), TAXONOMY)
    assert suggestion.error is None


def test_a_certificate_of_nobody_or_for_another_name_is_not_trusted_and_nothing_is_sent(
    worker: Worker, served_with_certificate: Served
) -> None:
    unknown = secured(served_with_certificate, "127.0.0.1")
    misnamed = secured(served_with_certificate, "localhost", ca_file=str(CERTIFICATES / "here.crt"))
    for choice in (unknown, misnamed):
        with pytest.raises(ServerError, match=r"not trusted.*nothing was sent"):
            list(Labeller(worker, choice).suggestions(reports(1), TAXONOMY))
    assert served_with_certificate.sent("good") == []


def test_a_file_without_certificates_is_refused(worker: Worker, tmp_path: Path) -> None:
    empty = tmp_path / "ca.txt"
    empty.write_text("none", encoding="utf-8")
    setting = server_setting(address="https://127.0.0.1:9", model="served", ca_file=str(empty))
    with pytest.raises(ServerError, match=r"holds no certificates"):
        list(Labeller(worker, ModelChoice(server=setting)).suggestions(reports(1), TAXONOMY))


def test_the_log_and_the_home_hold_no_report_text(worker: Worker, served: Served, home: Path) -> None:
    asked = reports(1, "FINDINGS: Zebrafinch edema.")
    assert suggested(worker, served, "good", asked)[0].error is None
    assert suggested(worker, served, "prose", asked)[0].error is not None
    for behaviour in ("garbage", "other-json"):
        with pytest.raises(ServerError):
            suggested(worker, served, behaviour, asked)
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept
    assert [path.name for path in kept if b"Zebrafinch" in path.read_bytes()] == []
