"""A model folder as MOSAIC publishes them: merged weights, a chat template, its prompt beside; and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, Gemma3Config, Gemma3ForConditionalGeneration, SiglipVisionConfig

from mosaic_desk.core.errors import AdapterMismatch, ModelRefused
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.json_prompt import json_form_hash, json_prompt_for, labels_from_reply
from mosaic_desk.core.labels import Labels, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.used_prompt import used_json_prompt
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.worker import Worker
from mosaic_desk.llm.adapter import apply_adapter, save_adapter
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.json_answers import JsonScorer
from mosaic_desk.llm.used_prompt import used_request
from tests.llm.json_tiny import CHAT_TEMPLATE, generated, json_backbone, memorise, write_json_tokenizer
from tests.llm.tiny import tiny_gemma

TOML = """
id = "two"
classes = ["positive", "not_mentioned"]
[[findings]]
id = "effusion"
name = "Pleural effusion"
[[findings]]
id = "edema"
name = "Edema"
"""
TAXONOMY = taxonomy_from_toml(TOML, "two")
YAML = """
description:
  For a test.
name: two
prompt:
  - "Say it."
  - "Keys: ['edema', 'pleural effusion']."
  - "Values: [-1, 1]."
"""
POSITIVE, NOT_MENTIONED = MentionClass.POSITIVE, MentionClass.NOT_MENTIONED
TEXTS = {
    "INDICATION: edema? FINDINGS: A.": (NOT_MENTIONED, POSITIVE),
    "FINDINGS: B.": (POSITIVE, NOT_MENTIONED),
    "FINDINGS: Cc.": (NOT_MENTIONED, NOT_MENTIONED),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model that has memorised some replies in that form, saved as a checkpoint."""
    folder = tmp_path_factory.mktemp("published") / "checkpoint"
    backbone = json_backbone(folder, CHAT_TEMPLATE)
    (folder / "used_prompt.yaml").write_text(YAML, encoding="utf-8")
    request = used_request(folder)
    assert request is not None
    prompt = used_json_prompt(request, TAXONOMY)
    replies: dict[str, Labels] = {
        text: dict(zip(prompt.finding_ids, labels, strict=True)) for text, labels in TEXTS.items()
    }
    memorise(backbone, prompt, replies, steps=100)
    written = generated(backbone, prompt, list(TEXTS), 60)
    assert [labels_from_reply(reply, prompt) for reply in written] == list(replies.values())
    backbone.model.save_pretrained(folder)
    return folder


def test_a_published_checkpoint_answers_through_the_worker_by_its_own_prompt(
    published: Path, forked: Callable[..., tuple[str, ...]]
) -> None:
    worker = Worker(forked("-m", "mosaic_desk.worker"))
    labeller = Labeller(worker, ModelChoice(backbone=str(published), engine="json"))
    asked = [Report(report_id=ReportId(str(number)), text=text) for number, text in enumerate(TEXTS)]
    try:
        found = {s.report_id: s for s in labeller.suggestions(asked, TAXONOMY)}
    finally:
        worker.end()
    for number, (edema, effusion) in enumerate(TEXTS.values()):
        suggestion = found[ReportId(str(number))]
        assert tuple(suggestion.findings) == TAXONOMY.finding_ids  # the taxonomy's order, not that of the keys
        assert suggestion.labels == {"effusion": effusion, "edema": edema}
        assert suggestion.model.prompt_hash == used_json_prompt(used_request(published) or "", TAXONOMY).hash


def test_a_checkpoint_of_other_findings_is_refused_in_a_sentence(
    published: Path, forked: Callable[..., tuple[str, ...]]
) -> None:
    worker = Worker(forked("-m", "mosaic_desk.worker"))
    labeller = Labeller(worker, ModelChoice(backbone=str(published), engine="json"))
    other = taxonomy_from_toml(TOML.replace("Edema", "Fracture").replace('"edema"', '"fracture"'), "two")
    try:
        with pytest.raises(ModelRefused, match=r"do not ask the same findings"):
            list(labeller.suggestions([Report(report_id=ReportId("r"), text="A.")], other))
    finally:
        worker.end()


@pytest.mark.parametrize(
    "text",
    ["prompt: !!python/object/apply:os.system ['true']", "prompt: [1, 2]", "prompt: []", "[", "x: " + "y" * 200_000,
     "a: &a [x]\nprompt: *a", "prompt: {}", "just text"],
)
def test_a_prompt_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "used_prompt.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ModelRefused, match=r"used_prompt.yaml"):
        used_request(tmp_path)


def test_a_folder_without_the_file_has_no_prompt_of_its_own(tmp_path: Path) -> None:
    assert used_request(tmp_path) is None


def eyed_gemma() -> Gemma3ForConditionalGeneration:
    """A tiny model of the kind that also sees, as MedGemma 4B is."""
    torch.manual_seed(0)
    vision = SiglipVisionConfig(
        hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=1, image_size=28, patch_size=14
    )
    text = tiny_gemma().config.to_dict()
    config = Gemma3Config(
        text_config=text, vision_config=vision.to_dict(), mm_tokens_per_image=4, attn_implementation="sdpa"
    )
    return Gemma3ForConditionalGeneration(config).eval()


def test_a_model_that_also_sees_answers_from_its_text_part(tmp_path: Path) -> None:
    eyed_gemma().save_pretrained(tmp_path)
    write_json_tokenizer(tmp_path, CHAT_TEMPLATE)
    backbone = load_backbone(tmp_path, dtype=torch.float32)
    assert backbone.model.config.model_type == "gemma3" and backbone.window == 512
    prompt = json_prompt_for(TAXONOMY)
    (answer,) = JsonScorer(backbone, prompt).answers([Report(report_id=ReportId("r"), text="Edema.")])
    (plain,) = JsonScorer(text_part(backbone), prompt).answers([Report(report_id=ReportId("r"), text="Edema.")])
    assert [slot.label for slot in answer.slots] == [slot.label for slot in plain.slots]
    for slot, other in zip(answer.slots, plain.slots, strict=True):
        assert slot.probabilities == pytest.approx(other.probabilities, abs=1e-5)


def text_part(backbone: Backbone) -> Backbone:
    """The same language layers and head in a model that only reads."""
    reader = tiny_gemma()
    reader.model.load_state_dict(backbone.model.model.language_model.state_dict())
    reader.lm_head.weight = backbone.model.lm_head.weight
    return Backbone(
        name="text", hash="", model=reader, tokenizer=backbone.tokenizer, device=backbone.device,
        dtype=backbone.dtype, answer_ids=backbone.answer_ids, window=backbone.window, context=backbone.context,
    )


def saved_adapter(backbone: Backbone, target: Path, form_hash: str | None) -> Path:
    from peft import LoraConfig, get_peft_model

    from mosaic_desk.llm.pointer import EvidencePointer

    model = get_peft_model(backbone.model, LoraConfig(r=2, target_modules=["q_proj"], task_type="CAUSAL_LM"))
    pointer = None if form_hash else EvidencePointer(32)
    save_adapter(model, pointer, target, backbone=backbone, record={}, form_hash=form_hash)
    return target


@pytest.mark.parametrize("trained_for", ["json", "slots"])
def test_an_adapter_is_taken_only_by_the_engine_it_was_trained_for(tmp_path: Path, trained_for: str) -> None:
    form_hash = json_form_hash() if trained_for == "json" else None
    folder = saved_adapter(json_backbone(tmp_path / "t"), tmp_path / "adapter", form_hash)
    other = "slots" if trained_for == "json" else "json"
    with pytest.raises(AdapterMismatch, match=f"trained for the engine “{trained_for}”, not for “{other}”"):
        apply_adapter(json_backbone(tmp_path / "t"), folder, engine=other)
    adapter = apply_adapter(json_backbone(tmp_path / "t"), folder, engine=trained_for)
    assert (adapter.pointer is None) == (trained_for == "json")


def test_an_adapter_of_another_json_form_is_refused(tmp_path: Path) -> None:
    folder = saved_adapter(json_backbone(tmp_path / "t"), tmp_path / "adapter", "sha256:other")
    with pytest.raises(AdapterMismatch, match=r"another prompt"):
        apply_adapter(json_backbone(tmp_path / "t"), folder, engine="json")


def test_the_tokenizer_of_the_tests_has_the_template(tmp_path: Path) -> None:
    write_json_tokenizer(tmp_path, CHAT_TEMPLATE)
    assert (tmp_path / "chat_template.jinja").is_file()
    assert AutoTokenizer.from_pretrained(tmp_path).chat_template == CHAT_TEMPLATE
