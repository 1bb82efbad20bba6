"""Who sits at the machine, who has answered in a project, and the initials that stand for each of them."""

import contextlib
import getpass
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.store import Project

_KEPT = "readers"
_KEEP_EVERY_EVENTS = 2000
_MOST_LETTERS = 6


def user_name() -> ReaderName:
    """The name of the user's account; "reader" where the system has none (a container, say)."""
    try:
        return ReaderName(getpass.getuser() or "reader")
    except (KeyError, ImportError, OSError):
        return ReaderName("reader")


def readers_of(project: Project) -> tuple[ReaderName, ...]:
    """Everyone who has answered in a project, in the order in which they first did.

    Kept with the project up to some event, so that only what is new in its history is looked through.
    """
    taxonomies = project.taxonomies()
    if not taxonomies:
        return ()
    log = project.progress_log(taxonomies[-1])
    through, names = _kept(project.settings.find(_KEPT))
    end = log.end()
    if through > end:  # another file's memory
        through, names = 0, []
    new = [name for name in log.readers(after=through) if name not in names]
    names += new
    if (new or end - through >= _KEEP_EVERY_EVENTS) and not project.is_read_only:
        with contextlib.suppress(ProjectError):
            project.settings.keep(_KEPT, json.dumps({"through": end, "names": names}, ensure_ascii=False))
    return tuple(names)


def _kept(stored: str | None) -> tuple[int, list[ReaderName]]:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        kept = json.loads(stored or "")
        return int(kept["through"]), [ReaderName(str(name)) for name in kept["names"]]
    return 0, []


def initials(reader: str) -> str:
    """One to three capitals that stand for a reader: “Ada Berg” is AB."""
    words = _words(reader)
    if len(words) > 1:
        return "".join(word[0] for word in words[:3]).upper()
    return words[0][:2].upper() if words else ""


def distinct_initials(readers: Iterable[str]) -> dict[str, str]:
    """The initials of several readers, no two alike: where two share theirs, both show more of the first name.

    “Ada Berg” and “Anna Boe” become AdB and AnB; two whom letters do not tell apart get numbers.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for reader in dict.fromkeys(readers):
        alike[initials(reader)].append(reader)
    told: dict[str, str] = {}
    for shared, names in alike.items():
        told.update({names[0]: shared} if len(names) == 1 else _told_apart(names))
    return told


def _told_apart(names: Sequence[str]) -> dict[str, str]:
    for letters in range(2, _MOST_LETTERS + 1):
        longer = {name: _longer(name, letters) for name in names}
        if len(set(longer.values())) == len(names):
            return longer
    return {name: f"{initials(name)}{number}" for number, name in enumerate(names, 1)}


def _longer(name: str, letters: int) -> str:
    words = _words(name)
    if not words:
        return ""
    rest = "".join(word[0] for word in words[1:3]).upper()
    first = words[0][: letters if rest else letters + 1]
    return first[:1].upper() + first[1:].lower() + rest


def _words(reader: str) -> list[str]:
    return reader.replace(".", " ").replace("_", " ").replace("-", " ").split()
