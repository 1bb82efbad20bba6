"""The data card of the shipped training reports: what stands there is what its generator counts in the files."""

import re
import sys
from pathlib import Path

from mosaic_desk import places

sys.path.append(str(Path(__file__).parents[1] / "packaging"))
from make_demo import training_card


def test_the_card_is_the_one_that_is_made_of_the_files() -> None:
    folder = places.resources() / "training"
    told = (folder / "README.md").read_text(encoding="utf-8")
    found = re.search(r"Buckets 8 and 9 \((\d+) reports\) are left out", told)
    assert found is not None
    assert told == training_card(folder, left_out=int(found.group(1)))


def test_the_card_says_who_wrote_the_brain_reports_and_that_no_radiologist_read_them() -> None:
    told = (places.resources() / "training" / "README.md").read_text(encoding="utf-8")
    (brain,) = re.findall(r"## Brain\n(.*?)\n## ", told, flags=re.DOTALL)
    words = " ".join(brain.split())
    assert "96 invented reports of brain MRI, 48 in Danish and 48 in English, of 82 invented patients" in words
    assert "wrote all of them and labelled them too; no radiologist has read them" in words
