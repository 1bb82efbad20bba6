"""Which addresses may be sent report text, and what a project keeps of a server."""

import json

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.server_address import (
    ServerChange,
    changes_as_text,
    changes_from_text,
    server_address,
    server_setting,
    setting_as_json,
    setting_from_json,
)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http:{}127.0.0.1:8000", "http:{}127.0.0.1:8000/v1"),
        ("http:{}127.8.9.10:1/api/v2/", "http:{}127.8.9.10:1/api/v2"),
        ("HTTP:{}LocalHost:8000/v1", "http:{}127.0.0.1:8000/v1"),
        ("http:{}[::1]:8000", "http:{}[::1]:8000/v1"),
    ],
)
def test_http_leads_to_this_machine(text: str, url: str) -> None:
    address = server_address(text.format("//"))
    assert address.url == url.format("//")
    assert address.is_this_machine


def test_https_leads_to_any_machine() -> None:
    address = server_address(" https://example.org/v1/ ")
    assert address.url == "https://example.org/v1"
    assert not address.is_this_machine


@pytest.mark.parametrize(
    "host",
    [
        "example.org", "192.0.2.7:8000", "0.0.0.0:8000", "127.1", "2130706433", "0x7f000001", "localhost.example.org",
        "localhost.", "[::]:80", "[::ffff:127.0.0.1]", "[::ffff:192.0.2.7]", "127.0.0.1.example.org",
    ],
)
def test_plain_http_to_another_machine_or_to_a_name_is_refused(host: str) -> None:
    with pytest.raises(InputError, match=r"only over https|no address"):
        server_address(f"http://{host}")


@pytest.mark.parametrize(
    "rest",
    [
        "127.0.0.1@example.org", "me:secret@example.org", "127.0.0.1\\@example.org", "example.org/v1?key=secret",
        "example.org/#a", "127.0.0.1:99999", "127.0.0.1:0", "exa mple.org", "ex\u0430mple.org", "example.org/../x",
        "example.org//v1", "[127.0.0.1]:8000x", "example.org\n.org", "127.0.0.1:８０", "",
    ],
)
def test_what_two_parsers_might_read_differently_is_no_address(rest: str) -> None:
    for scheme in ("http", "https"):
        with pytest.raises(InputError, match=r"no address") as refused:
            server_address(f"{scheme}://{rest}")
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "example.org", "ftp:127.0.0.1", "127.0.0.1:8000", "//127.0.0.1"])
def test_an_address_begins_with_http_or_https(text: str) -> None:
    with pytest.raises(InputError, match=r"no address"):
        server_address(text)


def test_a_key_given_in_place_of_its_variable_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError, match=r"environment variable") as refused:
        server_setting(address="http://127.0.0.1", model="m", key_variable="sk-12345")
    assert "12345" not in str(refused.value)


@pytest.mark.parametrize(
    "wrong", [{"model": " "}, {"model": "a\nb"}, {"parallel": 0}, {"parallel": 65}, {"timeout_s": 0},
              {"timeout_s": 1e9}, {"timeout_s": float("nan")}],
)  # fmt: skip
def test_a_setting_is_sound_in_every_part(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        server_setting(**({"address": "http://127.0.0.1", "model": "m"} | wrong))  # type: ignore[arg-type]


def test_a_setting_comes_back_as_it_was_stored() -> None:
    setting = server_setting(
        address="https://example.org", model="m", ca_file="ca.crt", key_variable="KEY", parallel=8, timeout_s=30
    )
    assert setting_from_json(json.loads(json.dumps(setting_as_json(setting)))) == setting
    change = ServerChange(at="2026-01-31T09:00:00+00:00", by="me", setting=setting)
    off = ServerChange(at="2026-02-01T09:00:00+00:00", by="you", setting=None)
    assert changes_from_text(changes_as_text((change, off))) == (change, off)
    assert changes_from_text(None) == ()


@pytest.mark.parametrize("stored", [None, 3, [], {}, {"address": 3, "model": "m"}, {"address": "http://127.0.0.1"}])
def test_a_stored_setting_that_is_none_is_refused(stored: object) -> None:
    with pytest.raises(InputError, match=r"set it again"):
        setting_from_json(stored)


def test_a_stored_address_is_checked_as_a_new_one_is() -> None:
    with pytest.raises(InputError, match=r"only over https"):
        setting_from_json({"address": "http://example.org", "model": "m"})


@pytest.mark.parametrize("text", ["", "{", "3", "[3]", '[{"at": "x"}]'])
def test_changes_that_cannot_be_read_are_refused(text: str) -> None:
    if not text:
        assert changes_from_text(text) == ()
        return
    with pytest.raises(InputError, match=r"set it again"):
        changes_from_text(text)
