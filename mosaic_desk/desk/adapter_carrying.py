"""An adapter carried here from another workstation: unpacked beside, checked, then named.

A folder with a name is always whole: what a crash leaves has a dot before it, and goes with the next import.
"""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from mosaic_desk.core.errors import ModelError, MosaicError
from mosaic_desk.desk.adapters import IMPORTED
from mosaic_desk.desk.run_folder import ADAPTER, CARD, runs_folder
from mosaic_desk.exchange.adapter_files import adapter_manifest, checked_manifest
from mosaic_desk.exchange.adapter_zip import name_in_adapter_zip, unpack_adapter_zip
from mosaic_desk.exchange.whole_file import not_written, whole_file

_IN_HAND = ".importing"
_ODD = re.compile(r"[^\w.-]+", re.ASCII)
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # no folder of Windows can be called so
_LONGEST_NAME = 40


def import_adapter(project: Path, source: Path) -> str:
    """Takes the adapter of a zip in beside a project; returns its name here, also where it is here already.

    Raises:
        MosaicError: if the zip is refused, or the folder cannot be written.
    """
    runs, beside = runs_folder(project), runs_folder(project) / _IN_HAND
    called = name_in_adapter_zip(source)
    try:
        shutil.rmtree(beside, ignore_errors=True)  # only the one who may write the project gets here
        unpack_adapter_zip(source, beside / ADAPTER)
        adapter_hash = checked_manifest(beside / ADAPTER).hash
        name = _free_name(runs, called, adapter_hash)
        if (runs / name).exists():
            return name
        if (beside / ADAPTER / CARD).is_file():  # it lies where that of a run lies
            (beside / ADAPTER / CARD).rename(beside / CARD)
        with whole_file(beside / IMPORTED) as file:
            json.dump({"name": called, "at": datetime.now(UTC).isoformat(timespec="seconds")}, file)
        beside.rename(runs / name)
        return name
    except OSError as error:
        raise not_written(runs, error) from None
    except ModelError as error:
        raise MosaicError(f"{source.name} holds no adapter that can be used: {error}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _free_name(runs: Path, called: str, adapter_hash: str) -> str:
    """The name that the adapter bears here: its own made plain, with a number where another one has it."""
    plain = _ODD.sub("-", called)[:_LONGEST_NAME].strip("-. ") or "imported"
    plain = f"{plain}-" if _DEVICES.fullmatch(plain) else plain
    number, name = 1, plain
    while (runs / name).exists() and not _is_same(runs / name / ADAPTER, adapter_hash):
        number += 1
        name = f"{plain}-{number}"
    return name


def _is_same(folder: Path, adapter_hash: str) -> bool:
    try:
        return adapter_manifest(folder).hash == adapter_hash
    except ModelError:
        return False
