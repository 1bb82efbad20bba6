"""An adapter as one checked zip, to be carried to another workstation: out and in.

A zip is taken by the names that it may hold, never by the paths that it asks for; every byte is counted
while it is unpacked, whatever the zip says of itself, and has to have the hash that was written with it.
An adapter trained on reports is patient data, and the zip says so.
"""

import hashlib
import io
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
from mosaic_desk.exchange.card_text import MOST_BYTES as MOST_BYTES_OF_CARD
from mosaic_desk.exchange.card_text import card_of
from mosaic_desk.exchange.whole_file import not_written, refuse_project

ABOUT, CARD = "about.json", "card.md"
_FORMAT = "mosaic-desk adapter 1"
NEEDED = ("adapter_model.safetensors", "adapter_config.json", "manifest.json")
ALLOWED = (*NEEDED, "evidence_pointer.safetensors", "calibration.json", CARD)
"""The files of an adapter that are carried; no other name is looked at."""
_MOST_BYTES = 1 << 30  # a rank-64 adapter of a backbone with 4 billion weights holds 260 MB
_MOST_BYTES_OF_TEXT = 1 << 20
_MOST_RATIO = 100  # weights hardly pack at all, JSON about 1 : 5
_FREE_BYTES = 1 << 20  # below this size a high ratio is harmless
_CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_NOTE = "This adapter was made from patient data: treat the file as you treat the reports that it learned from."


def write_adapter_zip(folder: Path, output: Path, *, name: str, card: Path | None = None) -> None:
    """Writes an adapter folder into one zip, whole or not at all; what is no part of an adapter stays out.

    Args:
        folder: That of the adapter.
        output: The zip.
        name: What the adapter is called.
        card: Where its model card lies; left out where it has none, or lies in the folder.

    Raises:
        InputError: if the folder is no whole adapter, or a file of it is a link or no card.
        MosaicError: if the zip cannot be written.
    """
    refuse_project(output)
    places = {part: folder / part for part in ALLOWED} | ({CARD: card} if card is not None else {})
    files = {part: path for part, path in places.items() if path.is_file()}
    if not set(NEEDED) <= set(files):
        raise InputError(f"The adapter {name} is not whole, so it cannot be exported.")
    if any(path.is_symlink() for path in files.values()):
        raise InputError(f"A file of the adapter {name} is a link: nobody can say what it leads to.")
    if CARD in files:
        _refuse_odd_card(files[CARD], name)
    beside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            # A clock that stands before 1980 is no reason to keep an adapter in.
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
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


def _refuse_odd_card(path: Path, name: str) -> None:
    """What another program would refuse to take in is not sent: the card was written over by hand."""
    try:
        card_of(path.read_bytes(), source=path.name)
    except ImportRefused:
        raise InputError(
            f"The card of the adapter {name} is not as this program wrote it: delete {path.name} and look at the"
            " comparison once more, then it is written anew."
        ) from None
    except OSError as error:
        raise InputError(f"The card of the adapter {name} cannot be read ({error.strerror}).") from None


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
            if (target / CARD).is_file():
                card_of((target / CARD).read_bytes(), source=source.name)
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
        with _Sparing(source.open("rb", buffering=0)) as file, zipfile.ZipFile(file) as packed:
            _refuse_odd_members(packed, source)
            yield packed
    except FileNotFoundError:
        raise ImportRefused(f"There is no file {source.name} in this folder.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as error:
        raise ImportRefused(f"{source.name} is no zip that can be read; it may be damaged or cut off.") from error
    except OSError as error:
        raise ImportRefused(f"{source.name} cannot be read ({error.strerror or 'no reason given'}).") from None


class _Sparing(io.BufferedReader):
    """A file that gives little at a time: a zip may name millions of files, and its list is read in one piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As any file.

        Raises:
            ValueError: if so much is asked for as only a list of far too many files can hold.
        """
        is_open = size is None or size < 0
        if (os.fstat(self.fileno()).st_size - self.tell() if is_open else size or 0) > _CHUNK:
            raise ValueError("too much at once")
        return super().read(size)


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
    most = MOST_BYTES_OF_CARD if part == CARD else most
    most = min(most, max(_FREE_BYTES, member.compress_size * _MOST_RATIO))
    count = 0
    with packed.open(member) as file:
        while chunk := file.read(_CHUNK):
            count += len(chunk)
            if count > most:
                raise ImportRefused(f"{source.name} unpacks to far more than an adapter holds; it was not unpacked.")
            yield chunk
