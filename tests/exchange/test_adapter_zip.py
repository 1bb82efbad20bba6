"""An adapter out into a zip and in again, and zips that mean harm."""

import hashlib
import json
import os
import stat
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused, InputError, MosaicError
from mosaic_desk.exchange import adapter_zip
from mosaic_desk.exchange.adapter_zip import ABOUT, name_in_adapter_zip, unpack_adapter_zip, write_adapter_zip

FILES = {
    "adapter_model.safetensors": bytes(range(256)) * 40,
    "adapter_config.json": b'{"r": 16}',
    "manifest.json": b'{"files": {}}',
    "card.md": b"# run-1\n",
}


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    folder = tmp_path / "run-1" / "adapter"
    folder.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def about(held: dict[str, bytes] = FILES, **other: object) -> str:
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}
    return json.dumps({"format": "mosaic-desk adapter 1", "name": "run-1", "files": hashes, **other})


def made(path: Path, change: Callable[[zipfile.ZipFile], None] = lambda _: None, *, told: str | None = None,
         files: dict[str, bytes] = FILES) -> Path:  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of a name that is there twice, and writes it
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(ABOUT, about() if told is None else told)
            for name, data in files.items():
                packed.writestr(name, data)
            change(packed)
    return path


def test_an_adapter_comes_out_as_it_went_in(adapter: Path, tmp_path: Path) -> None:
    write_adapter_zip(adapter, tmp_path / "a.zip", name="run-1")
    assert name_in_adapter_zip(tmp_path / "a.zip") == "run-1"
    unpack_adapter_zip(tmp_path / "a.zip", tmp_path / "other" / "adapter")
    assert {path.name: path.read_bytes() for path in (tmp_path / "other" / "adapter").iterdir()} == FILES


def test_the_zip_says_that_it_was_made_from_patient_data_and_holds_no_path(adapter: Path, tmp_path: Path) -> None:
    (adapter / "held_out.jsonl").write_text("report text", encoding="utf-8")
    write_adapter_zip(adapter, tmp_path / "a.zip", name="run-1")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert sorted(packed.namelist()) == sorted([ABOUT, *FILES])
        told = json.loads(packed.read(ABOUT))
        assert told["made_from_patient_data"] is True and b"patient data" in packed.comment
    assert str(tmp_path).encode() not in (tmp_path / "a.zip").read_bytes()


def test_an_adapter_that_is_not_whole_is_not_exported(adapter: Path, tmp_path: Path) -> None:
    (adapter / "manifest.json").unlink()
    with pytest.raises(InputError, match="not whole"):
        write_adapter_zip(adapter, tmp_path / "a.zip", name="run-1")
    assert not (tmp_path / "a.zip").exists()


def test_a_zip_that_cannot_be_written_leaves_nothing_behind(adapter: Path, tmp_path: Path) -> None:
    with pytest.raises(MosaicError, match="could not be written"):
        write_adapter_zip(adapter, tmp_path / "none" / "a.zip", name="run-1")
    (tmp_path / "dir.zip").mkdir()
    with pytest.raises(MosaicError, match="could not be written"):
        write_adapter_zip(adapter, tmp_path / "dir.zip", name="run-1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dir.zip", "home", "run-1"]


def _as_link(packed: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("calibration.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed.writestr(link, "/etc/passwd")


def _named(name: str) -> Callable[[zipfile.ZipFile], None]:
    return lambda packed: packed.writestr(name, b"x")


_FOREIGN = ["../evil.py", "/etc/evil", "..\\evil.py", "C:\\evil", "CON", "sub/manifest.json", "adapter_model.bin",
            "model.pkl", "evil.py", "held_out.jsonl", "Manifest.json", "./manifest.json",
            "manifest.json\u202e"]  # fmt: skip


@pytest.mark.parametrize("name", _FOREIGN)
def test_a_name_that_no_adapter_has_is_refused(tmp_path: Path, name: str) -> None:
    _refused(made(tmp_path / "a.zip", _named(name)), tmp_path, "no part of an adapter")


def test_a_link_is_refused(tmp_path: Path) -> None:
    files = {**FILES, "calibration.json": b"/etc/passwd"}
    _refused(made(tmp_path / "a.zip", _as_link, told=about(files)), tmp_path, "a link or a folder")


def test_a_file_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    _refused(made(tmp_path / "a.zip", _named("manifest.json")), tmp_path, "more files than an adapter")


def test_thousands_of_files_are_refused_before_any_is_read(tmp_path: Path) -> None:
    def many(packed: zipfile.ZipFile) -> None:
        for number in range(3_000):
            packed.writestr(f"{number}.json", b"")

    _refused(made(tmp_path / "a.zip", many), tmp_path, "more files than an adapter")


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    for part in ("adapter_model.safetensors", "card.md"):
        files = {**FILES, part: bytes(40 * 2**20)}
        bomb = made(tmp_path / "a.zip", files=files, told=about(files))
        assert bomb.stat().st_size < 200_000
        _refused(bomb, tmp_path, "far more than an adapter holds")


def test_a_file_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    files = {**FILES, "card.md": b"x" * 5_000}
    data = bytearray(made(tmp_path / "a.zip", files=files, told=about(files)).read_bytes())
    place = data.rindex(b"card.md") - 46 + 24  # the size unpacked, in the directory at the end
    assert int.from_bytes(data[place : place + 4], "little") == 5_000
    data[place : place + 4] = (7).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    _refused(tmp_path / "a.zip", tmp_path, "cannot be read|far more|another file|can be read")


def test_more_than_any_adapter_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter_zip, "_MOST_BYTES", 5_000)
    _refused(made(tmp_path / "a.zip"), tmp_path, "more than any adapter holds")
    monkeypatch.setattr(adapter_zip, "_MOST_BYTES", 100)
    _refused(made(tmp_path / "a.zip"), tmp_path, "larger than any adapter")


@pytest.mark.parametrize("part", list(FILES))
def test_a_file_that_was_changed_is_refused(tmp_path: Path, part: str) -> None:
    changed = made(tmp_path / "a.zip", files={**FILES, part: FILES[part] + b" "})
    _refused(changed, tmp_path, f"{part} is another file")


@pytest.mark.parametrize(
    "told",
    [
        "", "[", "[]", "null", "[" * 50_000, about(name=7), about(format="mosaic-desk adapter 2"), about(files=None),
        about(files={}), about(files={"manifest.json": "0"}), about({**FILES, "../evil": b""}),
        json.dumps({"format": "mosaic-desk adapter 1"}),
    ],
)  # fmt: skip
def test_what_this_program_did_not_write_is_refused(tmp_path: Path, told: str) -> None:
    _refused(made(tmp_path / "a.zip", told=told), tmp_path, "not an adapter that was exported")


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("manifest.json", "{}")
    _refused(tmp_path / "a.zip", tmp_path, "not an adapter that was exported")


def test_an_encrypted_or_unusual_zip_is_refused(tmp_path: Path) -> None:
    def unusual(packed: zipfile.ZipFile) -> None:
        packed.writestr("calibration.json", b"{}", zipfile.ZIP_LZMA)

    _refused(made(tmp_path / "a.zip", unusual), tmp_path, "unusual way")
    data = bytearray(made(tmp_path / "b.zip").read_bytes())
    place = data.rindex(b"card.md") - 46 + 8
    data[place] |= 1
    (tmp_path / "b.zip").write_bytes(data)
    _refused(tmp_path / "b.zip", tmp_path, "encrypted")


@pytest.mark.parametrize("cut", [0, 1, 100, 400, -1, -30])
def test_a_zip_that_was_cut_off_is_refused(tmp_path: Path, cut: int) -> None:
    path = made(tmp_path / "a.zip")
    path.write_bytes(path.read_bytes()[:cut])
    _refused(path, tmp_path, "no zip that can be read")


def test_any_byte_may_be_damaged_and_nothing_worse_happens(tmp_path: Path) -> None:
    sound = made(tmp_path / "a.zip").read_bytes()
    for place in range(0, len(sound), 7):
        data = bytearray(sound)
        data[place] ^= 0xFF
        (tmp_path / "a.zip").write_bytes(data)
        target = tmp_path / f"{place}" / "adapter"
        try:
            unpack_adapter_zip(tmp_path / "a.zip", target)
        except MosaicError:
            assert not target.exists()
        else:  # a time stamp or the like
            assert {path.name: path.read_bytes() for path in target.iterdir()} == FILES


def test_no_zip_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no file"):
        unpack_adapter_zip(tmp_path / "a.zip", tmp_path / "in")
    _refused(tmp_path, tmp_path, "cannot be read")


def test_a_full_disk_leaves_no_half_adapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(adapter_zip.os, "fsync", full)
    with pytest.raises(MosaicError, match="No space left"):
        unpack_adapter_zip(made(tmp_path / "a.zip"), tmp_path / "in" / "adapter")
    assert list((tmp_path / "in").iterdir()) == []


def _refused(source: Path, tmp_path: Path, sentence: str) -> None:
    before = sorted(path for path in tmp_path.rglob("*") if path.name != "in")
    with pytest.raises(ImportRefused, match=sentence):
        unpack_adapter_zip(source, tmp_path / "in" / "adapter")
    assert not (tmp_path / "in" / "adapter").exists()
    assert sorted(path for path in tmp_path.rglob("*") if path.name != "in") == before


# The card, and what a reviewer tried


def test_the_card_of_a_run_is_carried_from_where_it_lies(adapter: Path, tmp_path: Path) -> None:
    (adapter / "card.md").rename(adapter.parent / "card.md")
    write_adapter_zip(adapter, tmp_path / "a.zip", name="run-1", card=adapter.parent / "card.md")
    unpack_adapter_zip(tmp_path / "a.zip", tmp_path / "other" / "adapter")
    assert (tmp_path / "other" / "adapter" / "card.md").read_bytes() == FILES["card.md"]
    write_adapter_zip(adapter, tmp_path / "b.zip", name="run-1", card=adapter.parent / "none.md")
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        assert "card.md" not in packed.namelist()


@pytest.mark.parametrize("card", [b"\x1b[2J", b"<script>", b"\xff", "\u202e".encode(), b"x" * (1 << 19)])
def test_a_card_that_is_none_is_neither_taken_in_nor_sent(adapter: Path, tmp_path: Path, card: bytes) -> None:
    files = {**FILES, "card.md": card}
    _refused(made(tmp_path / "a.zip", files=files, told=about(files)), tmp_path, "card|far more")
    (adapter / "card.md").write_bytes(card)
    with pytest.raises(InputError, match="card of the adapter run-1 is not as this program wrote it"):
        write_adapter_zip(adapter, tmp_path / "b.zip", name="run-1")
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize("name", ["card.md", "manifest.json", "adapter_model.safetensors"])
def test_a_link_is_not_followed_into_a_zip(adapter: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("SECRETWORD", encoding="utf-8")
    (adapter / name).unlink()
    (adapter / name).symlink_to(tmp_path / "secret")
    with pytest.raises(InputError, match="is a link"):
        write_adapter_zip(adapter, tmp_path / "a.zip", name="run-1")
    assert not (tmp_path / "a.zip").exists()


def test_a_file_from_before_1980_is_packed_all_the_same(adapter: Path, tmp_path: Path) -> None:
    os.utime(adapter / "manifest.json", (0, 0))
    write_adapter_zip(adapter, tmp_path / "a.zip", name="run-1")
    assert name_in_adapter_zip(tmp_path / "a.zip") == "run-1"


def test_a_list_of_a_million_files_is_refused_before_it_is_read(tmp_path: Path) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    listed = entry * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(listed), 0, 0)
    (tmp_path / "a.zip").write_bytes(listed + end)
    tracemalloc.start()
    try:
        _refused(tmp_path / "a.zip", tmp_path, "no zip that can be read")
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
