"""Open-i's archive, read from small ones made here; every word in them is invented."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.incoming import Incoming
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.exchange.openi import read_openi

SECTIONS = {
    "COMPARISON": "",
    "INDICATION": "Cough & fever.",
    "FINDINGS": "<b>Made</b> up.",
    "IMPRESSION": "None.",
}


def _xml(number: int, *, majors: tuple[str, ...] = ("normal",), images: tuple[str, ...] = (), head: str = "") -> bytes:
    escape = str.maketrans({"&": "&amp;", "<": "&lt;"})
    abstract = "".join(
        f'<AbstractText Label="{label}">{body.translate(escape)}</AbstractText>' for label, body in SECTIONS.items()
    )
    mesh = "".join(f"<major>{major}</major>" for major in majors) + "<automatic>ignored</automatic>"
    pictures = "".join(f'<parentImage id="{image}"/>' for image in images)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<eCitation><uId id="CXR{number}"/><MedlineCitation><Article>'
        f"<Abstract>{abstract}</Abstract></Article></MedlineCitation><MeSH>{mesh}</MeSH>{pictures}</eCitation>"
    ).encode()


def _archive(path: Path, members: dict[str, bytes | tarfile.TarInfo]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, member in members.items():
            info = member if isinstance(member, tarfile.TarInfo) else tarfile.TarInfo(name)
            data = b"" if isinstance(member, tarfile.TarInfo) else member
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def _read(tmp_path: Path, **members: bytes | tarfile.TarInfo) -> Incoming:
    return read_openi(_archive(tmp_path / "reports.tgz", {"ok/1.xml": _xml(1), **members}))


def _link(kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo("ecgen/2.xml")
    info.type = kind
    info.linkname = "/etc/passwd"
    return info


def test_a_report_comes_in_with_its_sections_images_and_headings(tmp_path: Path) -> None:
    majors = ("Pleural Effusion/left/small", "Calcified Granuloma/lung/upper lobe/right", "Hernia, Hiatal", "Density ")
    (tmp_path / "CXR2_a.png").write_bytes(b"pixels")
    incoming = _read(tmp_path, **{"ecgen/2.xml": _xml(2, majors=majors, images=("CXR2_a", "../b", "CXR2_c"))})
    second = incoming.reports[1]
    assert second.report.report_id == "CXR2"
    assert second.report.text == ("INDICATION: Cough & fever.\nFINDINGS: <b>Made</b> up.\nIMPRESSION: None.")
    assert second.report.language == "en"
    assert [Path(image.path).name for image in second.report.images] == ["CXR2_a.png", "CXR2_c.png"]
    assert [image.sha256 is None for image in second.report.images] == [False, True]
    assert second.labels == dict.fromkeys(
        ("pleural_effusion", "calcified_granuloma", "hernia_hiatal", "density"), MentionClass.POSITIVE
    )
    assert incoming.taxonomy == "openi-mesh"
    assert incoming.format == "openi"


def test_normal_and_no_indexing_are_no_findings(tmp_path: Path) -> None:
    incoming = _read(tmp_path, **{"2.xml": _xml(2, majors=("No Indexing",))})
    assert [dict(each.labels) for each in incoming.reports] == [{}, {}]


@pytest.mark.parametrize(
    ("name", "member", "reason"),
    [
        ("2.xml", _link(tarfile.SYMTYPE), "it is a link or a device, not a file"),
        ("2.xml", _link(tarfile.LNKTYPE), "it is a link or a device, not a file"),
        ("2.xml", _link(tarfile.CHRTYPE), "it is a link or a device, not a file"),
        ("2.xml", _link(tarfile.FIFOTYPE), "it is a link or a device, not a file"),
        ("/etc/2.xml", _xml(2), "its name leads out of the archive"),
        ("a/../../2.xml", _xml(2), "its name leads out of the archive"),
        ("C:\\2.xml", _xml(2), "its name leads out of the archive"),
        ("2.py", _xml(2), "it is not an .xml file"),
        ("2.xml", b" " * (10 * 2**20 + 1), "it is larger than 10 MB"),
        ("2.xml", b"<eCitation>", "it is not well-formed XML"),
        ("2.xml", b"", "it is not well-formed XML"),
        ("2.xml", b"<?xml version='1.0' encoding='no-such'?><a/>", "it is not well-formed XML"),
        ("2.xml", b"<other/>", "it has no uId, so it is no report of Open-i"),
        ("2.xml", b"<a>" * 100_000, "it is nested too deeply"),
        ("2.xml", _xml(2, head='<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "it has a DOCTYPE"),
        ("2.xml", _xml(2, head='<!DOCTYPE e [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'), "it has a DOCTYPE"),
        ("2.xml", _xml(1), "the report id is there already, in ok/1.xml"),
    ],
)
def test_a_member_that_is_no_report_is_refused_alone(
    name: str, member: bytes | tarfile.TarInfo, reason: str, tmp_path: Path
) -> None:
    incoming = _read(tmp_path, **{name: member})
    assert [each.report.report_id for each in incoming.reports] == ["CXR1"]
    assert len(incoming.refused) == 1
    assert incoming.refused[0].reason.startswith(reason)


def test_nothing_is_unpacked_to_the_disk(tmp_path: Path) -> None:
    _read(tmp_path, **{"deep/2.xml": _xml(2)})
    assert not [*tmp_path.rglob("*.xml")]


def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = _archive(tmp_path / "reports.tgz", {f"{number}.xml": _xml(number) for number in range(200)})
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ImportRefused, match="damaged or cut off"):
        read_openi(path)


def test_a_bomb_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "reports.tgz"
    with gzip.open(path, "wb", compresslevel=9) as file, tarfile.open(fileobj=file, mode="w|") as archive:
        info = tarfile.TarInfo("1.xml")
        info.size = 60 * 2**20
        archive.addfile(info, io.BytesIO(bytes(info.size)))
    with pytest.raises(ImportRefused, match="unpacks to over 200 times its size"):
        read_openi(path)


def test_an_archive_without_a_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="holds no report that can be imported"):
        read_openi(_archive(tmp_path / "reports.tgz", {"readme.txt": b"x"}))
