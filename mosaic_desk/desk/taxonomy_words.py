"""Shipped taxonomies in the interface's language: names, definitions and guidance as they are shown.

A taxonomy is part of what a decision rests on: its text is hashed, stored with the project and asked of the
model. So its translation stands beside it, in `resources/translations/taxonomies/LANGUAGE/ID.toml`, and what
is made here is to be looked at only, never to be stored, hashed or asked. Knows those files and no project.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from mosaic_desk import places
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.desk.taxonomies import shipped_taxonomies, taxonomy_named


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxonomyWords:
    """What a shipped taxonomy says in another language: its title and, by finding id, the texts by their key."""

    title: str
    findings: Mapping[str, Mapping[str, str]]
    written: Taxonomy
    by_id: Mapping[FindingId, Finding]


def shown_taxonomy(taxonomy: Taxonomy, language: str | None) -> Taxonomy:
    """The taxonomy as it is shown in a language ("da"); None is as it is written.

    A text is translated only where it still is the shipped one: what a clinic has changed in its copy is
    shown as the clinic wrote it. A name that the taxonomy itself has in the language goes before.
    """
    words = taxonomy_words(taxonomy.id, language) if language is not None else None
    if words is None or language is None:
        return taxonomy
    title = words.title if taxonomy.title == words.written.title else taxonomy.title
    findings = tuple(_shown(finding, words, language) for finding in taxonomy.findings)
    return replace(taxonomy, title=title, findings=findings)


@lru_cache(maxsize=32)
def taxonomy_words(taxonomy_id: str, language: str) -> TaxonomyWords | None:
    """The translation of a shipped taxonomy; None where there is none."""
    file = places.resources() / "translations" / "taxonomies" / language / f"{taxonomy_id}.toml"
    if taxonomy_id not in shipped_taxonomies() or not file.is_file():
        return None
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    written = taxonomy_named(taxonomy_id)
    by_id = {finding.id: finding for finding in written.findings}
    return TaxonomyWords(title=data["title"], findings=data["findings"], written=written, by_id=by_id)


def _shown(finding: Finding, words: TaxonomyWords, language: str) -> Finding:
    written, own = words.by_id.get(finding.id), words.findings.get(finding.id, {})
    if written is None:
        return finding
    names = dict(finding.names)
    if "name" in own and finding.name("en") == written.name("en"):
        names.setdefault(language, own["name"])
    is_same = finding.definition == written.definition
    has_guidance = finding.guidance == written.guidance
    return replace(
        finding,
        names=names,
        definition=own.get("definition", finding.definition) if is_same else finding.definition,
        guidance=own.get("guidance", finding.guidance) if has_guidance else finding.guidance,
    )
