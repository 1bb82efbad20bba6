"""Which finding a word in a file stands for: an id, a name in any language, or a column of MIMIC-CXR."""

import re
from collections.abc import Mapping

from mosaic_desk.core.codes import MIMIC_COLUMNS, mimic_finding
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.taxonomy import Taxonomy

_ID = re.compile(r"[a-z0-9][a-z0-9_.\-]{0,99}")


def slug(heading: str) -> str:
    """A heading in lower case with `_` for every run of anything but ASCII letters and digits."""
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


class FindingNames:
    """The words that a file may use for the findings of a taxonomy; without one, for those of MIMIC-CXR."""

    def __init__(self, taxonomy: Taxonomy | None) -> None:
        self._known = (
            _words_of(taxonomy) if taxonomy else {slug(finding_id): finding_id for finding_id in MIMIC_COLUMNS}
        )
        self._asked = frozenset(taxonomy.finding_ids) if taxonomy else None

    def finding(self, word: str) -> FindingId | None:
        """The finding that a word names, also in MIMIC's spelling; None where it names none."""
        return self._known.get(_plain(word)) or self._known.get(slug(word)) or mimic_finding(word)

    def finding_or_id(self, word: str) -> FindingId | None:
        """The finding that a word names, or the word itself where it could be the id of another taxonomy's."""
        return self.finding(word) or (FindingId(word) if _ID.fullmatch(word) else None)

    def is_asked(self, finding_id: FindingId) -> bool:
        """Whether the taxonomy asks the finding; without a taxonomy every finding counts as asked."""
        return self._asked is None or finding_id in self._asked


def _plain(word: str) -> str:
    return re.sub(r"[\s_]+", " ", word.strip().casefold())


def _words_of(taxonomy: Taxonomy) -> Mapping[str, FindingId]:
    words: dict[str, FindingId] = {}
    for finding in taxonomy.findings:
        for name in finding.names.values():
            words.setdefault(_plain(name), finding.id)
    # Ids come last: where a name and an id clash, the id decides.
    for finding in taxonomy.findings:
        words[_plain(finding.id)] = finding.id
        words[str(finding.id)] = finding.id
    return words
