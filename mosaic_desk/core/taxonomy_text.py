"""A taxonomy from the text of a TOML file, and the exact place and reason where it is refused."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from mosaic_desk.core.errors import TaxonomyError
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.taxonomy import Finding, Taxonomy

_ID = re.compile(r"[a-z0-9][a-z0-9_.\-]*")
_TOP_KEYS = {"id", "version", "title", "modality", "languages", "classes", "findings", "description", "source"}
_FINDING_KEYS = {"id", "name", "aliases", "definition", "guidance", "parent", "codes", "rare"}
_MAX_FINDINGS = 500
_MAX_LINE = 200


def taxonomy_from_toml(text: str, source: str) -> Taxonomy:
    """The taxonomy in a TOML text; `source` is the file name for messages.

    Raises:
        TaxonomyError: with the line and the reason, for the first thing that is wrong.
    """
    return _Reader(text.removeprefix("\ufeff"), source).taxonomy()


class _Reader:
    """One reading of one file: keeps the text so that a refusal can name its line."""

    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._source = source
        self._finding_lines = [
            number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*findings\s*\]\]", line)
        ]

    def taxonomy(self) -> Taxonomy:
        data = self._parsed()
        self._refuse_unknown(data, _TOP_KEYS, None)
        taxonomy_id = self._id(data.get("id"), None)
        return Taxonomy(
            id=TaxonomyId(taxonomy_id),
            version=self._version(data.get("version", "1")),
            title=self._line(data.get("title", taxonomy_id), "title", None),
            modality=self._string(data.get("modality", ""), "modality", None),
            languages=self._strings(data.get("languages", ["en"]), "languages", None),
            classes=self._classes(data),
            findings=self._findings(data.get("findings")),
        )

    def _findings(self, rows: object) -> tuple[Finding, ...]:
        if not isinstance(rows, list) or not rows:
            raise self._error(None, "findings", "a taxonomy needs at least one [[findings]] entry")
        if len(rows) > _MAX_FINDINGS:
            raise self._error(None, "findings", f"{len(rows)} findings are more than the {_MAX_FINDINGS} that fit")
        findings = tuple(self._finding(row, index) for index, row in enumerate(rows))
        self._check_ids(findings)
        self._check_names(findings)
        self._check_parents(findings)
        return findings

    def _parsed(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+)", str(error))
            line = int(place[1]) if place else len(self._text.splitlines()) or 1
            reason = re.sub(r"\s*\(at [^)]*\)", "", str(error))
            raise TaxonomyError(self._source, line, f"not valid TOML ({reason})") from None
        except RecursionError:
            raise TaxonomyError(self._source, 1, "not valid TOML (nested too deeply)") from None

    def _finding(self, row: object, index: int) -> Finding:
        if not isinstance(row, dict):
            raise self._error(index, "findings", "a finding is a [[findings]] table")
        self._refuse_unknown(row, _FINDING_KEYS, index)
        names = self._names(row, index)
        return Finding(
            id=FindingId(self._id(row.get("id"), index)),
            names=names,
            aliases=self._aliases(row.get("aliases", {}), next(iter(names)), index),
            definition=self._string(row.get("definition", ""), "definition", index),
            guidance=self._string(row.get("guidance", ""), "guidance", index),
            parent=FindingId(self._id(row["parent"], index, "parent")) if "parent" in row else None,
            codes={key: str(code) for key, code in self._table(row.get("codes", {}), "codes", index).items()},
            is_rare=self._flag(row.get("rare", False), index),
        )

    def _names(self, row: Mapping[str, Any], index: int) -> dict[str, str]:
        value = row.get("name")
        names = {"en": value} if isinstance(value, str) else value
        if not isinstance(names, dict) or not names:
            raise self._error(index, "name", "a finding needs a name, as text or by language")
        return {language: self._line(name, "name", index) for language, name in names.items()}

    def _aliases(self, value: object, language: str, index: int) -> dict[str, tuple[str, ...]]:
        by_language = {language: value} if isinstance(value, list) else self._table(value, "aliases", index)
        return {code: self._strings(words, "aliases", index) for code, words in by_language.items()}

    def _version(self, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._line(value, "version", None)

    def _classes(self, data: Mapping[str, Any]) -> tuple[MentionClass, ...]:
        words = self._strings(data.get("classes", list(ALL_CLASSES)), "classes", None)
        unknown = [word for word in words if word not in set(ALL_CLASSES)]
        if unknown:
            raise self._error(None, "classes", f"“{unknown[0]}” is not a class; classes are {', '.join(ALL_CLASSES)}")
        if len(set(words)) < len(words):
            raise self._error(None, "classes", "a class is there twice")
        if MentionClass.POSITIVE not in words or len(set(words)) < 2:
            raise self._error(None, "classes", "a class set needs positive and at least one other class")
        if not {MentionClass.NEGATIVE, MentionClass.NOT_MENTIONED} & set(words):
            raise self._error(None, "classes", "a class set needs negative or not_mentioned")
        return tuple(label for label in ALL_CLASSES if label in words)

    def _check_ids(self, findings: tuple[Finding, ...]) -> None:
        seen: set[FindingId] = set()
        for index, finding in enumerate(findings):
            if finding.id in seen:
                raise self._error(index, "id", f"the finding “{finding.id}” is there twice")
            seen.add(finding.id)

    def _check_names(self, findings: tuple[Finding, ...]) -> None:
        seen: set[tuple[str, str]] = set()
        for index, finding in enumerate(findings):
            for language, name in finding.names.items():
                if (language, name.casefold()) in seen:
                    raise self._error(index, "name", f"another finding has the name “{name}” too")
                seen.add((language, name.casefold()))

    def _check_parents(self, findings: tuple[Finding, ...]) -> None:
        parents = {finding.id: finding.parent for finding in findings}
        for index, finding in enumerate(findings):
            if finding.parent is not None and (finding.parent not in parents or finding.parent == finding.id):
                raise self._error(index, "parent", f"the parent “{finding.parent}” is not another finding here")
        for index, finding in enumerate(findings):
            above = finding.parent
            for _ in findings:
                above = parents[above] if above is not None else None
            if above is not None:
                raise self._error(index, "parent", f"the parents of “{finding.id}” run in a circle")

    def _id(self, value: object, index: int | None, key: str = "id") -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value) or len(value) > 100:
            raise self._error(index, key, f"{key} is missing, or not made of lower-case letters, digits, _ - .")
        return value

    def _string(self, value: object, key: str, index: int | None) -> str:
        if not isinstance(value, str):
            raise self._error(index, key, f"{key} must be text")
        if not value.replace("\n", "").replace("\t", "").isprintable():
            raise self._error(index, key, f"{key} holds a character that cannot be shown")
        return value

    def _line(self, value: object, key: str, index: int | None) -> str:
        if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > _MAX_LINE:
            raise self._error(index, key, f"{key} must be one line of text, at most {_MAX_LINE} characters")
        return value

    def _strings(self, value: object, key: str, index: int | None) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._error(index, key, f"{key} must be a list of texts")
        return tuple(self._line(word, key, index) for word in value)

    def _table(self, value: object, key: str, index: int | None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._error(index, key, f"{key} must be a table")
        return value

    def _flag(self, value: object, index: int) -> bool:
        if not isinstance(value, bool):
            raise self._error(index, "rare", "rare must be true or false")
        return value

    def _refuse_unknown(self, table: Mapping[str, Any], known: set[str], index: int | None) -> None:
        for key in table:
            if key not in known:
                raise self._error(index, key, f"unknown key “{key}”; known are {', '.join(sorted(known))}")

    def _error(self, index: int | None, key: str | None, reason: str) -> TaxonomyError:
        """The refusal, at the line of `key` within the finding `index` (None: the top of the file)."""
        lines = self._text.splitlines()
        has_place = index is not None and index < len(self._finding_lines)
        first = self._finding_lines[index] if has_place and index is not None else 1
        later = [number for number in self._finding_lines if number > first] if has_place else self._finding_lines
        # The heading of the next finding is its own, but the first one is where "findings" is spelled.
        last = later[0] - (key != "findings") if later else len(lines)
        for number in range(first, last + 1):
            if key is not None and re.match(rf"\s*(\[.*)?[\"']?{re.escape(key)}\b", lines[number - 1]):
                return TaxonomyError(self._source, number, reason)
        return TaxonomyError(self._source, first, reason)
