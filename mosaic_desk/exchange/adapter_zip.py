"""An adapter as one checked zip, to be carried to another workstation: out and in.

A zip is taken by the names that it may hold, never by the paths that it asks for; every byte is counted
while it is unpacked, whatever the zip says of itself, and has to have the hash that was written with it.
An adapter trained on reports is patient data, and the zip says so.
"""

import hashlib
import json
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import ImportRefused, InputError
from mosaic_desk.exchange.whole_file import not_written, refuse_project

ABOUT = "about.json"
_FORMAT = "mosaic-desk adapter 1"
NEEDED = ("adapter_model.safetensors", "adapter_config.json", "manifest.json")
ALLOWED = (*NEEDED, "evidence_pointer.safetensors", "calibration.json", "card.md")
"""The files of an adapter that are carried; no other name is looked at."""
_MOST_BYTES = 1 << 30  # a rank-64 adapter of a backbone with 4 billion weights holds 260 MB
_MOST_BYTES_OF_TEXT = 1 << 20
_MOST_RATIO = 100  # weights hardly pack at all, JSON about 1 : 5
_FREE_BYTES = 1 << 20  # below this size a high ratio is harmless
_CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_NOTE = "This adapter was made from patient data: treat the file as you treat the reports that it learned from."


def write_adapter_zip(folder: Path, output: Path, *, name: str) -> None:
    """Writes an adapter folder into one zip, whole or not at all; what is no part of an adapter stays out.

    Raises:
        InputError: if the folder is no whole adapter.
        MosaicError: if the zip cannot be written.
    """
    refuse_project(output)
    files = {part: folder / part for part in ALLOWED if (folder / part).is_file()}
    if not set(NEEDED) <= set(files):
        raise InputError(f"The adapter {name} is not whole, so it cannot be exported.")
    beside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.comment = _NOTE.encode()
                packed.writestr(ABOUT, json.dumps(_about(files, name), indent=1, ensure_ascii=False) + "\n")
                for part, path in files.items():
                    packed.write(path, part)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(output)
    except OSError as error:
        raise not_written(output, error) from None
    finally:
        beside.unlink(missing_ok=True)


def _about(files: dict[str, Path], name: str) -> dict[str, Any]:
    hashes = {part: hashlib.sha256(path.read_bytes()).hexdigest() for part, path in files.items()}
    return {"format": _FORMAT, "name": name, "made_from_patient_data": True, "note": _NOTE, "files": hashes}


def name_in_adapter_zip(source: Path) -> str:
    """The name that the adapter of a zip bore where it was made: any text, not to be trusted as a file name.

    Raises:
        ImportRefused: if the file is no zip of an adapter.
    """
    with _opened(source) as packed:
        return str(_about_of(packed, source)["name"])


def unpack_adapter_zip(source: Path, target: Path) -> None:
    """Unpacks a zip into a folder that is not there yet; nothing is left of it when the zip is refused.

    Raises:
        ImportRefused: if the zip is not what `write_adapter_zip` wrote, or too large.
        MosaicError: if the folder cannot be written.
    """
    with _opened(source) as packed:
        hashes = _about_of(packed, source)["files"]
        try:
            target.mkdir(parents=True)
            for part in hashes:
                _unpack(packed, part, target / part, sha256=hashes[part], source=source)
        except BaseException as error:
            shutil.rmtree(target, ignore_errors=True)
            if isinstance(error, OSError):
                raise not_written(target, error) from None
            raise


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """The zip, its directory looked over; damage found while it is read is told in a sentence too."""
    try:
        if source.stat().st_size > _MOST_BYTES:
            raise ImportRefused(f"{source.name} is larger than any adapter.")
        with zipfile.ZipFile(source) as packed:
            _refuse_odd_members(packed, source)
            yield packed
    except FileNotFoundError:
        raise ImportRefused(f"There is no file {source.name} in this folder.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as error:
        raise ImportRefused(f"{source.name} is no zip that can be read; it may be damaged or cut off.") from error
    except OSError as error:
        raise ImportRefused(f"{source.name} cannot be read ({error.strerror or 'no reason given'}).") from None


def _refuse_odd_members(packed: zipfile.ZipFile, source: Path) -> None:
    members = packed.infolist()
    names = [member.filename for member in members]
    if len(names) > len(ALLOWED) + 1 or len(set(names)) < len(names):
        raise ImportRefused(f"{source.name} holds more files than an adapter has.")
    for member in members:
        if member.filename not in (*ALLOWED, ABOUT):
            raise ImportRefused(f"{source.name} holds a file that is no part of an adapter; it was not unpacked.")
        if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
            raise ImportRefused(f"{source.name} is encrypted or packed in an unusual way; it was not unpacked.")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise ImportRefused(f"{source.name} holds a link or a folder; it was not unpacked.")
    if sum(member.file_size for member in members) > _MOST_BYTES:
        raise ImportRefused(f"{source.name} unpacks to more than any adapter holds; it was not unpacked.")


def _about_of(packed: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    refusal = ImportRefused(f"{source.name} is not an adapter that was exported by this program.")
    if ABOUT not in packed.namelist():
        raise refusal
    data = b"".join(_chunks(packed, ABOUT, source))
    try:
        about = json.loads(data)
    except (ValueError, RecursionError):
        raise refusal from None
    if not isinstance(about, dict) or about.get("format") != _FORMAT or not isinstance(about.get("name"), str):
        raise refusal
    files = about.get("files")
    if not isinstance(files, dict) or set(files) | {ABOUT} != set(packed.namelist()) or not set(NEEDED) <= set(files):
        raise refusal
    return about


def _unpack(packed: zipfile.ZipFile, part: str, target: Path, *, sha256: object, source: Path) -> None:
    digest = hashlib.sha256()
    with target.open("xb") as file:
        for chunk in _chunks(packed, part, source):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != sha256:
        raise ImportRefused(f"{source.name} was changed since it was exported: {part} is another file.")


def _chunks(packed: zipfile.ZipFile, part: str, source: Path) -> Iterator[bytes]:
    """The bytes of a member, counted as they come: its own word for its size is not believed."""
    member = packed.getinfo(part)
    most = _MOST_BYTES if part.endswith(".safetensors") else _MOST_BYTES_OF_TEXT
    most = min(most, max(_FREE_BYTES, member.compress_size * _MOST_RATIO))
    count = 0
    with packed.open(member) as file:
        while chunk := file.read(_CHUNK):
            count += len(chunk)
            if count > most:
                raise ImportRefused(f"{source.name} unpacks to far more than an adapter holds; it was not unpacked.")
            yield chunk
