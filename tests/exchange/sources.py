"""Files that are wrong in one way each, and a small taxonomy to read the right ones with."""

import gzip
import json

from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.taxonomy import Finding, Taxonomy

GOOD_LINE = json.dumps({"report_id": "good", "text": "Heart size is normal."}).encode() + b"\n"
GOOD_TABLE = b'report_id,text,Edema\nr1,"No ""x"", fine.",1.0\nr2,"two\nlines",0.0\nr3,x,-1.0\nr4,,\n'


def taxonomy() -> Taxonomy:
    findings = (
        Finding(id=FindingId("edema"), names={"en": "Edema", "de": "Ödem"}),
        Finding(id=FindingId("pleural_effusion"), names={"en": "Pleural effusion", "da": "Pleuraeffusion"}),
    )
    return Taxonomy(id=TaxonomyId("small"), version="3", title="Small", findings=findings)


def line(**fields: object) -> bytes:
    """A JSON line of a report, with or without what is given."""
    data = {"report_id": "r1", "text": "Heart size is normal."} | fields
    return json.dumps(data).encode() + b"\n"


# What no reader may answer with anything but reports or a MosaicError.
BAD_FILES: dict[str, bytes] = {
    "empty": b"",
    "one_byte": b"x",
    "one_high_byte": b"\xff",
    "blank": b" \r\n\t\n",
    "only_a_mark": b"\xef\xbb\xbf",
    "utf16_mark_alone": b"\xff\xfe",
    "utf16_odd": b"\xff\xfea",
    "utf16": GOOD_TABLE.decode().encode("utf-16"),
    "utf16_without_mark": GOOD_TABLE.decode().encode("utf-16-le"),
    "latin1": "report_id,text\nr1,Größe übergroß\n".encode("latin-1"),
    "broken_utf8": "report_id,text\nr1,größer\n".encode() + b"r2,\xc3\n",
    "nul": b"\0" * 1000,
    "nul_inside": GOOD_TABLE + b"r9,a\0b,1.0\n",
    "carriage_returns": GOOD_TABLE.replace(b"\n", b"\r"),
    "open_quote": GOOD_TABLE + b'r5,"never closed,1.0\nr6,x,1.0\n',
    "quotes_everywhere": b'"' * 1001,
    "million_columns": b",".join([b"c"] * 1_000_000) + b"\n",
    "no_header": b"1;2;3\n4;5;6\n",
    "header_alone": b"report_id,text\n",
    "deep_list": b"[" * 100_000,
    "deep_object": b'{"a":' * 100_000,
    "deep_inside": b'{"report_id":"r","text":"","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "endless_number": b'{"report_id":"r","text":"","x":' + b"9" * 100_000 + b"}\n",
    "not_an_object": b'"text"\n17\nnull\ntrue\n[]\n',
    "half_a_gzip": gzip.compress(GOOD_LINE * 500)[:-30],
    "gzip_of_nothing": gzip.compress(b""),
    "gzip_mark_alone": b"\x1f\x8b",
    "gzip_bomb": gzip.compress(b"0" * 40_000_000),
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "sqlite": b"SQLite format 3\0" + b"\0" * 100,
    "html": b"<html><script>alert(1)</script></html>",
    "tar_of_garbage": b"x" * 257 + b"ustar" + b"x" * 2000,
}
