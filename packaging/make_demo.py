"""Makes `resources/demo/` and `resources/training/` from the reports that were written for this project.

    python packaging/make_demo.py FOLDER [--training]

FOLDER holds the `written_*.jsonl` files. The same files always give the same bytes. A report's
bucket is a hash of its id: buckets 0 to 7 may be trained on and go to `training/`, 8 and 9 never are
and the demo is drawn from them.
"""

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Line = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "es", "fr", "de", "da")
PER_LANGUAGE = 18
FIRST_HELD_OUT_BUCKET = 8
CORRECTED = 12
READER = "Demo reader"
STUDIES_OF_PATIENTS = (3, 1, 2, 1, 1)  # how many studies one invented patient after the other has
PHANTOMS = ("phantom-1.png", "phantom-2.png")
BANNER = ("DRAWN PHANTOM", "NOT A PATIENT")
LASTING = ("cardiomegaly", "enlarged_cardiomediastinum", "lung_lesion", "pleural_other", "support_devices")

# Reports that say how old or of which sex somebody is would contradict each other as studies of one patient.
PERSONAL = re.compile(
    r"\b(\d+|_+)[- ]*(y|yo|year|years|jahre|jährig\w*|ans|años|år\w*)\b|\b(fe)?male\b|\b(wo)?man\b|\blady\b|\bboy\b"
    r"|\bgirl\b|\bchild\b|\binfant\b|\bmujer\b|\bvarón\b|\bhombre\b|\bpaciente\b|\bfemme\b|\bhomme\b|\bpatiente?\b"
    r"|\bpatientin\b|\bkvinde\b|\bmand\b|\bpostpartum\b|\bpregnan\w*|\bmast\w+ctom\w*|\bprostat\w*|\bbrust\w*",
    re.IGNORECASE,
)


def bucket(report_id: str) -> int:
    """The tenth that a report falls into, by its id."""
    return int(hashlib.sha256(report_id.encode()).hexdigest()[:8], 16) % 10


def written_lines(folder: Path) -> Iterator[tuple[str, Line]]:
    """Every line of the written files as it stands, and what it says."""
    for file in sorted(folder.glob("written_*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield line, json.loads(line)


def demo_reports(folder: Path) -> list[Line]:
    """Reports of five languages in turn, with invented patients and dates."""
    chosen: dict[str, list[Line]] = defaultdict(list)
    held_out = [data for _, data in written_lines(folder) if bucket(data["report_id"]) >= FIRST_HELD_OUT_BUCKET]
    # Near-minimal pairs ("enm") are fragments made to be alike: they would bore a reader.
    for data in sorted(held_out, key=_drawing_order):
        language = data["language"]
        if language in LANGUAGES and not data["report_id"].startswith("enm") and len(chosen[language]) < PER_LANGUAGE:
            chosen[language].append(data)
    by_language = [_with_patients(chosen[language], language) for language in LANGUAGES]
    in_turn = chain.from_iterable(zip_longest(*by_language))
    reports = [report for report in in_turn if report is not None]
    for report, phantom in zip(_likely_to_have_images(reports), PHANTOMS, strict=False):
        report["images"] = [phantom]
    return reports


def _drawing_order(data: Line) -> str:
    return hashlib.sha256(("demo:" + data["report_id"]).encode()).hexdigest()


def _with_patients(reports: list[Line], language: str) -> list[Line]:
    """The reports with a patient and a date each; several studies of a patient follow each other in time."""
    shared = [data for data in reports if not PERSONAL.search(data["text"])]
    alone = [data for data in reports if PERSONAL.search(data["text"])]
    groups: list[list[Line]] = []
    while shared:
        size = STUDIES_OF_PATIENTS[len(groups) % len(STUDIES_OF_PATIENTS)]
        group = _fitting(shared, size)
        groups.append(group)
        shared = [data for data in shared if data not in group]
    groups += [[data] for data in alone]
    return [line for number, group in enumerate(groups, 1) for line in _studies(group, f"demo-{language}-{number:02}")]


def _fitting(reports: list[Line], size: int) -> list[Line]:
    """The first report and up to `size` - 1 others that could be of the same patient."""
    group = reports[:1]
    for data in reports[1:]:
        if len(group) < size and all(_can_be_one_patient(data["labels"], other["labels"]) for other in group):
            group.append(data)
    return group


def _can_be_one_patient(one: Line, other: Line) -> bool:
    """Whether nothing that lasts is present in one report and absent in the other."""
    return not any({one[finding], other[finding]} == {"positive", "negative"} for finding in LASTING)


def _studies(group: list[Line], patient_id: str) -> Iterator[Line]:
    seed = int(hashlib.sha256(patient_id.encode()).hexdigest()[:8], 16)
    day = date(2023, 1, 1) + timedelta(days=seed % 600)
    for data in group:
        yield {
            "report_id": "demo-" + data["report_id"],
            "text": data["text"],
            "language": data["language"],
            "patient_id": patient_id,
            "study_date": day.isoformat(),
            "labels": dict(sorted(data["labels"].items())),
        }
        day += timedelta(days=9 + seed % 90)


def _likely_to_have_images(reports: list[Line]) -> list[Line]:
    """The English report that is opened first, and the first with a heart as large as the second drawing's."""
    english = [report for report in reports if report["language"] == "en"]
    large = [report for report in english[1:] if report["labels"]["cardiomegaly"] == "positive"]
    return [*english[:1], *large[:1]]


def corrections(reports: list[Line]) -> list[Line]:
    """Every seventh report as already corrected, so that the demo has something to learn from and to undo."""
    return [{**_without(report, "images"), "reader": READER} for report in reports[5::7][:CORRECTED]]


def _without(report: Line, key: str) -> Line:
    return {name: value for name, value in report.items() if name != key}


def phantom(*, is_large_heart: bool) -> Image.Image:
    """A stylised chest: an outline, two lungs, a heart, ribs. Nothing of it comes from a picture of a patient."""
    image = Image.new("L", (900, 1000), 12)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((110, 130, 790, 940), radius=190, fill=92)
    for left in (195, 495):
        draw.ellipse((left, 190, left + 210, 830), fill=36)
    for step in range(7):
        top = 225 + 80 * step
        for left in (185, 455):
            draw.arc((left, top, left + 260, top + 110), 190, 350, fill=76, width=13)
    draw.rounded_rectangle((428, 130, 472, 930), radius=20, fill=132)
    width = 210 if is_large_heart else 120
    draw.ellipse((430 - width // 3, 520, 460 + width, 800), fill=146)
    for left, top in ((170, 740), (480, 755)):
        draw.ellipse((left, top, left + 250, top + 180), fill=112)
    image = image.filter(ImageFilter.GaussianBlur(7))
    _write_banner(image, 65)
    _write_banner(image, 968)
    return image


def _write_banner(image: Image.Image, height: int) -> None:
    """The banner; its dash is drawn, because the font that comes with Pillow has none."""
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=36)
    draw.text((453, height), BANNER[0], fill=235, font=font, anchor="rm")
    draw.line((466, height, 490, height), fill=235, width=3)
    draw.text((503, height), BANNER[1], fill=235, font=font, anchor="lm")


def make_demo(folder: Path, target: Path) -> None:
    """Writes the demo's reports, corrections, pictures and README."""
    target.mkdir(parents=True, exist_ok=True)
    reports = demo_reports(folder)
    _write_lines(target / "reports.jsonl", map(_as_line, reports))
    _write_lines(target / "corrections.jsonl", map(_as_line, corrections(reports)))
    for name, is_large in zip(PHANTOMS, (False, True), strict=True):
        phantom(is_large_heart=is_large).save(target / name, optimize=True)
    counts = Counter(report["language"] for report in reports)
    listed = ", ".join(f"{language} {counts[language]}" for language in LANGUAGES)
    (target / "README.md").write_text(_DEMO_README.format(n=len(reports), listed=listed, corrected=CORRECTED), "utf-8")


def make_training(folder: Path, target: Path) -> None:
    """Writes every line that may be trained on, as it stands, and the data card with its counts."""
    target.mkdir(parents=True, exist_ok=True)
    lines = [(line, data) for line, data in written_lines(folder) if bucket(data["report_id"]) < FIRST_HELD_OUT_BUCKET]
    _write_lines(target / "reports.jsonl", (line for line, _ in lines))
    left_out = sum(1 for _ in written_lines(folder)) - len(lines)
    (target / "README.md").write_text(training_card(target, left_out=left_out), "utf-8")


def training_card(target: Path, *, left_out: int) -> str:
    """The data card of a folder of training reports, counted from its files; `left_out` is of `reports.jsonl`."""
    files = ("reports", "short", "brain", "targeted", "lists")
    reports, short, brain, targeted, lists = (_read_lines(target / f"{name}.jsonl") for name in files)
    return _CARD.format(
        n=len(reports),
        left_out=left_out,
        languages=_language_table(reports),
        findings=_finding_table(reports),
        short=len(short),
        short_kept_apart=sum(bucket(data["report_id"]) >= FIRST_HELD_OUT_BUCKET for data in short),
        targeted=len(targeted),
        listed=len(lists),
        lists=len({data["taxonomy"] for data in lists}),
        list_languages=_language_table(lists),
        list_labels=_class_line(lists),
        brain=len(brain),
        danish=sum(data["language"] == "da" for data in brain),
        english=sum(data["language"] == "en" for data in brain),
        patients=len({data["patient_id"] for data in brain}),
        brain_findings=_finding_table(brain),
    )


def _read_lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _language_table(reports: list[Line]) -> str:
    counts = Counter(report["language"] for report in reports)
    rows = [f"| {language} | {count:,} |" for language, count in counts.most_common()]
    return "\n".join(["| language | reports |", "|---|---:|", *rows])


def _finding_table(reports: list[Line]) -> str:
    classes = ("positive", "negative", "uncertain", "not_mentioned")
    counts = Counter((finding, label) for report in reports for finding, label in report["labels"].items())
    findings = sorted({finding for finding, _ in counts})
    rows = [f"| {name} | " + " | ".join(f"{counts[name, label]:,}" for label in classes) + " |" for name in findings]
    return "\n".join([f"| finding | {' | '.join(classes)} |", "|---|---:|---:|---:|---:|", *rows])


def _class_line(reports: list[Line]) -> str:
    counts = Counter(label.replace("_", " ") for report in reports for label in report["labels"].values())
    return ", ".join(f"{count:,} {label}" for label, count in counts.most_common())


def _as_line(data: Line) -> str:
    return json.dumps(data, ensure_ascii=False)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


_DEMO_README = """\
# The demo's reports

{n} chest X-ray reports ({listed}) that were written for this project by
language models. Patients, ids and dates are invented; no report is a real one, and no radiologist
has read them.

- `reports.jsonl`: the reports, with the labels that their writer gave them (`labels`, the truth).
- `corrections.jsonl`: {corrected} of them as corrected by “Demo reader”, with the same labels.
- `phantom-1.png`, `phantom-2.png`: drawings that stand for images; they show no patient.

None of these reports was trained on by an adapter that is shipped. Made by
`packaging/make_demo.py`. Licence: Apache-2.0.
"""

_CARD = """\
# The shipped training reports

`reports.jsonl` holds {n:,} chest X-ray reports in nine languages, each with labels for 13 findings and,
for every label but “not mentioned”, the words of the report that it rests on (`evidence`).

**Who wrote them.** Language models, for this project: each report was written and labelled by the same
model, and the patients are invented. No radiologist has read the reports or checked the labels. They
are fit for teaching a model what the labels mean and for trying the program, not for saying how well a
model does in a clinic.

**What is left out.** A report's bucket is `int(sha256(report_id).hexdigest()[:8], 16) % 10`. Buckets 0 to 7
are here. Buckets 8 and 9 ({left_out:,} reports) are left out of this file and of every shipped adapter:
the demo's reports and held-out figures come from them.

**Licence.** Apache-2.0, like the program. Made by `packaging/make_demo.py --training`.

## Reports by language

{languages}

## Labels by finding

{findings}

## Short reports

`short.jsonl` holds {short:,} texts of one to three sentences in the same nine languages, written and labelled in the
same way, for what short sentences need most: negation in all its forms and over lists, change over time (“has not
resolved”), history, hedges, normal structures. Their ids begin with `short-`; those of buckets 8 and 9
({short_kept_apart}) are in the file, but no shipped adapter was trained on them: they give a held-out figure. None of
them is a text of `resources/benchmark/probes.toml`.

Of them those that begin with `short-conv-` teach what reading the errors of an earlier adapter showed: which normal
structures answer a finding and which do not, stable contours, airspace disease, devices in rare words.

## Targeted reports

`targeted.jsonl` holds {targeted} chest X-ray reports in nine languages, written and labelled like the others by another
writer, who was told what the adapter before got wrong: bones called intact or unremarkable, the mediastinum, hedges
of every kind, resolved findings, rare devices, double negation. Some are in telegraphic style.

## Other lists

`lists.jsonl` holds {listed} reports on {lists} other lists of findings (`lists/`), from tubes in intensive care to
knees and mammography, so that an adapter learns to read a question instead of thirteen fixed ones. Some lists have
fewer classes. Labels: {list_labels}.

{list_languages}

## Brain

`brain.jsonl` holds {brain} invented reports of brain MRI, {danish} in Danish and {english} in English, of {patients}
invented patients, with labels for the three findings of `brain-mri-epilepsy`. One writer, a language model, wrote all
of them and labelled them too; no radiologist has read them. A figure on them says how well a model follows that one
writer, and not how well it reads brain MRI in a clinic. No shipped adapter was trained on them: they show what a new
modality and list of findings need. Split them by `patient_id`.

{brain_findings}

## Asides

`asides.toml` holds sentences that say nothing about a patient: instructions to whoever labels, remarks of dictation
systems. In training they are set into reports and change no label. None of them is one of the instructions that the
robustness benchmark injects.
"""


def main() -> None:
    """Makes what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of the written_*.jsonl files")
    parser.add_argument("--training", action="store_true", help="make resources/training as well")
    parser.add_argument("--resources", type=Path, default=ROOT / "resources", help="where to write")
    options = parser.parse_args()
    make_demo(options.folder, options.resources / "demo")
    if options.training:
        make_training(options.folder, options.resources / "training")


if __name__ == "__main__":
    main()
