"""Open-i's chest X-ray reports (Indiana University) from their archive, `NLMCXR_reports.tgz`.

The archive is read member by member and nothing is unpacked to the disk. The manual MeSH coding
becomes labels of the taxonomy `openi-mesh`: positive findings only, because what is not coded was
not said to be absent. Pictures come in another archive; where `<id>.png` lies beside this one, it is
found.
"""

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.incoming import Incoming, IncomingReport
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.exchange.finding_names import slug
from mosaic_desk.exchange.gathering import Gathering
from mosaic_desk.exchange.image_paths import image_from
from mosaic_desk.exchange.report_fields import RowRefused, report_id_from, text_from
from mosaic_desk.exchange.source import Unpacked

TAXONOMY = "openi-mesh"
_NO_FINDINGS = frozenset({"normal", "no_indexing"})
_MAX_MEMBERS = 50_000
_MAX_MEMBER_BYTES = 10 * 2**20
_MAX_DEPTH = 100
_IMAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,150}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Member:
    """A file of the archive: its name, and its bytes or why it is not read."""

    name: str
    data: bytes = b""
    refused: str | None = None


def read_openi(path: Path) -> Incoming:
    """The reports of the archive, gzipped or not.

    Raises:
        ImportRefused: if it is no tar archive, passes a limit, or no report comes in.
    """
    gathering = Gathering(path, "openi")
    headings: Counter[FindingId] = Counter()
    for member in _members(path):
        try:
            incoming = _incoming(member, path.parent)
        except RowRefused as refusal:
            gathering.refuse(member.name, str(refusal))
            continue
        headings.update(incoming.labels.keys())
        gathering.take(incoming, member.name)
    return gathering.incoming(_understood(headings), TAXONOMY)


def _understood(headings: Counter[FindingId]) -> tuple[str, ...]:
    common = ", ".join(f"{finding_id} {count:,}" for finding_id, count in headings.most_common(6))
    return (
        "Open-i archive: one report in each member, its sections under headings in capitals.",
        f"MeSH codes are read as positive findings: {headings.total():,} of {len(headings):,} findings"
        + (f" ({common}, …)." if common else "."),
        "“normal” and “No Indexing” are no findings; what is not coded counts as not labelled.",
    )


def _members(path: Path) -> Iterator[_Member]:
    try:
        # "r|" reads forward only: no member can point back into the archive, nothing is sought or unpacked.
        with Unpacked(path) as source, tarfile.open(fileobj=source, mode="r|") as archive:
            for count, info in enumerate(archive):
                if count >= _MAX_MEMBERS:
                    raise ImportRefused(f"{path.name} holds more than {_MAX_MEMBERS:,} files.")
                if not info.isdir():
                    yield _member(archive, info)
    except (tarfile.TarError, EOFError, OSError, ValueError):
        raise ImportRefused(f"{path.name} is not a tar archive, or it is damaged or cut off.") from None


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> _Member:
    name = "".join(character if character.isprintable() else "?" for character in info.name)[:100]
    reason = _reason_against(info)
    if reason is not None:
        return _Member(name=name, refused=reason)
    file = archive.extractfile(info)
    return _Member(name=name, data=file.read() if file else b"")


def _reason_against(info: tarfile.TarInfo) -> str | None:
    if not info.isreg():
        return "it is a link or a device, not a file"
    if info.name.startswith(("/", "\\")) or ":" in info.name or ".." in re.split(r"[/\\]", info.name):
        return "its name leads out of the archive"
    if not info.name.lower().endswith(".xml"):
        return "it is not an .xml file"
    if info.size > _MAX_MEMBER_BYTES:
        return f"it is larger than {_MAX_MEMBER_BYTES // 2**20} MB"
    return None


def _incoming(member: _Member, folder: Path) -> IncomingReport:
    if member.refused is not None:
        raise RowRefused(member.refused)
    root = _parsed(member.data)
    identifier = root.find("uId")
    if identifier is None:
        raise RowRefused("it has no uId, so it is no report of Open-i")
    report = Report(
        report_id=report_id_from(identifier.get("id", "")),
        text=text_from(_text(root)),
        language="en",
        images=_images(root, folder),
    )
    return IncomingReport(report=report, labels=_labels(root))


def _text(root: Element) -> str:
    """The sections in their order, each under its label in capitals; empty sections are left out."""
    sections = []
    for section in root.iter("AbstractText"):
        body = "".join(section.itertext()).strip()
        if body:
            label = section.get("Label", "").strip().upper()
            sections.append(f"{label}: {body}" if label else body)
    return "\n".join(sections)


def _images(root: Element, folder: Path) -> tuple[ImageRef, ...]:
    ids = [image.get("id", "") for image in root.iter("parentImage")]
    return tuple(image_from(f"{image_id}.png", folder) for image_id in ids if _IMAGE_ID.fullmatch(image_id))


def _labels(root: Element) -> dict[FindingId, MentionClass]:
    """Every MeSH heading (what stands before the first "/") as a positive finding."""
    codes = [(code.text or "") for mesh in root.iter("MeSH") for code in mesh.findall("major")]
    headings = [slug(code.split("/", 1)[0]) for code in codes]
    return {FindingId(name): MentionClass.POSITIVE for name in headings if name and name not in _NO_FINDINGS}


def _parsed(data: bytes) -> Element:
    """The document, without a document type or entities, which can read files and grow without bound."""
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise RowRefused("it is not well-formed XML") from None
    return builder.close()


class _Builder(TreeBuilder):
    """Builds elements and refuses what no report needs."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise RowRefused("it is nested too deeply")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)

    def refuse_doctype(self, *_: object) -> None:
        raise RowRefused("it has a DOCTYPE, which may read other files")
