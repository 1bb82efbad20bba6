"""Memory foretold: exact for weights, near for the whole, and a sentence where it cannot fit."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from mosaic_desk.core.errors import ModelError, ModelRefused
from mosaic_desk.llm.choose import chosen_backbone
from mosaic_desk.llm.memory import (
    MemoryEstimate,
    Quantisation,
    estimated_memory,
    free_mib,
    refuse_too_large,
    skeleton,
    weights_bytes,
)
from tests.llm.tiny import tiny_gemma, tiny_llama, write_tiny_backbone

TOKENS = 1000


def estimate(folder: Path, quantisation: Quantisation = "none", adapter: Path | None = None) -> MemoryEstimate:
    return estimated_memory(
        folder, device="cpu", dtype=torch.bfloat16, quantisation=quantisation, batch_tokens=TOKENS, adapter=adapter
    )


def configured(folder: Path, **changes: object) -> Path:
    """A model folder whose configuration says something else."""
    path = write_tiny_backbone(folder) / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")
    return folder


@pytest.mark.parametrize("make", [tiny_gemma, tiny_llama])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_the_weights_are_counted_to_the_byte_without_reading_them(
    tmp_path: Path, make: Callable[[], torch.nn.Module], dtype: torch.dtype
) -> None:
    model = make().to(dtype)
    model.save_pretrained(tmp_path)
    bare = skeleton(tmp_path, dtype)
    assert all(weight.is_meta for weight in bare.parameters())
    held = sum(weight.numel() * weight.element_size() for weight in model.parameters())
    assert weights_bytes(bare, "none") == held


def test_nf4_takes_an_eighth_of_what_the_linear_layers_take_in_float32(tmp_path: Path) -> None:
    tiny_llama().save_pretrained(tmp_path)
    bare = skeleton(tmp_path, torch.float32)
    linear = sum(m.weight.numel() for m in bare.modules() if isinstance(m, torch.nn.Linear) and m is not bare.lm_head)
    saved = weights_bytes(bare, "none") - weights_bytes(bare, "nf4")
    assert saved == pytest.approx(linear * (4 - 0.5), rel=0.01)


def test_more_tokens_and_an_adapter_take_more(tmp_path: Path) -> None:
    folder = write_tiny_backbone(tmp_path / "tiny")
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    (adapter / "adapter_model.safetensors").write_bytes(b"\0" * 2**20)
    more = estimated_memory(folder, device="cpu", dtype=torch.bfloat16, batch_tokens=2 * TOKENS)
    assert more.pass_mib > estimate(folder).pass_mib
    assert estimate(folder, adapter=adapter).adapter_mib == pytest.approx(2, abs=0.1)
    assert estimate(folder).adapter_mib == 0


def test_a_model_that_cannot_fit_is_refused_in_one_sentence_before_it_is_loaded(tmp_path: Path) -> None:
    folder = configured(
        tmp_path / "huge", hidden_size=16384, intermediate_size=65536, num_hidden_layers=400,
        layer_types=["full_attention"] * 400,
    )
    with pytest.raises(ModelError, match=r"^huge needs about \d+\.\d GiB of memory and \d+\.\d GiB are free: close"):
        chosen_backbone(str(folder), device="cpu", progress=lambda *_: None)


def test_quantising_is_advised_only_where_it_helps() -> None:
    def of(mib: float) -> MemoryEstimate:
        return MemoryEstimate(weights_mib=mib, tokenizer_mib=0, pass_mib=0, adapter_mib=0)

    refuse_too_large("m", of(100), 100)
    with pytest.raises(ModelError, match=r"--quantise nf4"):
        refuse_too_large("m", of(400), 200, smaller=of(150))
    with pytest.raises(ModelError, match=r"free: close other programs"):
        refuse_too_large("m", of(400), 100, smaller=of(150))


@pytest.mark.parametrize(
    "changes",
    [{"num_hidden_layers": 10**9}, {"num_hidden_layers": "many"}, {"hidden_size": -1}, {"model_type": "no-such-kind"}],
)
def test_a_configuration_that_no_model_has_is_refused_before_anything_is_built(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(ModelRefused):
        estimate(configured(tmp_path / "odd", **changes))


def test_what_is_foretold_is_said_and_kept(tmp_path: Path) -> None:
    told: list[str] = []
    folder = write_tiny_backbone(tmp_path / "tiny")
    backbone, _ = chosen_backbone(str(folder), device="cpu", progress=lambda text, *_: told.append(text))
    assert told[0].startswith("Loading tiny: about 0.")
    assert told[0].endswith(" GiB free")
    assert backbone.estimated_mib > 0
    assert free_mib("cpu") > 0


_GROWTH = """
import json, sys, threading
import peft, psutil, torch, transformers
from transformers.models.gemma3 import modeling_gemma3
from mosaic_desk import places
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.slots import SlotScorer
process = psutil.Process()
before = process.memory_info().rss
backbone, card = chosen_backbone("gemma-3-270m", device="cpu", progress=lambda *_: None, adapter=None)
adapter = chosen_adapter(backbone, card, None)
scorer = SlotScorer(backbone, adapter, prompt_for(taxonomy_named("mimic-cxr")))
lines = (places.resources() / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()[:16]
scorer.answers([Report(report_id=ReportId(str(n)), text=json.loads(line)["text"]) for n, line in enumerate(lines)])
print(backbone.estimated_mib, (process.memory_info().rss - before) / 2**20)
"""


@pytest.mark.model
def test_the_embedded_model_takes_what_was_foretold_within_a_quarter(backbone_folder: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("weights that are mapped from their file are counted otherwise there")
    done = subprocess.run([sys.executable, "-c", _GROWTH], capture_output=True, text=True, check=True)
    foretold, taken = map(float, done.stdout.split())
    assert foretold == pytest.approx(taken, rel=0.25)
