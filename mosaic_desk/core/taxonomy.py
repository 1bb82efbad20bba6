"""Taxonomies: the findings asked, their classes and definitions.

Knows the values; reading them from TOML is `core.taxonomy_text`, files are `desk`'s business.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What is asked. Names and aliases are by language code ("en", "da")."""

    id: FindingId
    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definition: str = ""
    guidance: str = ""
    parent: FindingId | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    is_rare: bool = False

    def name(self, language: str | None = None) -> str:
        """The name in a language; without one in it, the English or else the first."""
        if language is not None and language in self.names:
            return self.names[language]
        return self.names.get("en") or next(iter(self.names.values()))

    def terms(self, language: str) -> tuple[str, ...]:
        """Name and aliases in one language; empty where the taxonomy has none."""
        name = (self.names[language],) if language in self.names else ()
        return name + tuple(self.aliases.get(language, ()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Taxonomy:
    """A list of findings in a fixed order, and the classes that may be answered."""

    id: TaxonomyId
    version: str
    title: str
    findings: tuple[Finding, ...]
    modality: str = ""
    languages: tuple[str, ...] = ("en",)
    classes: tuple[MentionClass, ...] = ALL_CLASSES

    def finding(self, finding_id: FindingId) -> Finding:
        """The finding with that id.

        Raises:
            KeyError: if the taxonomy does not ask it.
        """
        for finding in self.findings:
            if finding.id == finding_id:
                return finding
        raise KeyError(finding_id)

    @property
    def finding_ids(self) -> tuple[FindingId, ...]:
        """The ids in the order in which the findings are shown and asked."""
        return tuple(finding.id for finding in self.findings)

    def named_in(self, language: str | None) -> "Taxonomy":
        """The same with names in a language where there are some: to be shown, never to be stored or hashed."""
        if language is None:
            return self
        return replace(self, findings=tuple(replace(f, names={"en": f.name(language)}) for f in self.findings))

    def fingerprint(self) -> str:
        """A hash of everything that a decision under this taxonomy rests on ("sha256:…")."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
