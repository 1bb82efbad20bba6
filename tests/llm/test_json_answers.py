"""Forced keys give what free greedy generation gives, alone and in company, within the window and beyond."""

import dataclasses
import random
from pathlib import Path

import pytest
import torch
from transformers import Gemma3ForCausalLM

from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.json_prompt import JsonPrompt, Quote, labels_from_reply
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.json_answers import JsonScorer
from mosaic_desk.llm.json_layout import JsonLayout
from tests.llm.json_tiny import CHAT_TEMPLATE, generated, json_backbone, memorise, prompt_ids
from tests.llm.tiny import tiny_gemma, tiny_llama

KEYS = (
    (FindingId("effusion"), "effusion"), (FindingId("kerley"), "kerley's lines"), (FindingId("edema"), "edema"),
)
PROMPT = JsonPrompt(request="Say what is there.", keys=KEYS, classes=ALL_CLASSES)
RANDOM = random.Random(0)
TEXTS = [f"Case {number}. " + "Clear. " * (number % 4) for number in range(6)]
REPLIES = {text.strip(): {key: RANDOM.choice(ALL_CLASSES) for key, _ in KEYS} for text in TEXTS}
SHORT_WINDOW = 32


def reports(texts: list[str]) -> list[Report]:
    return [Report(report_id=ReportId(str(number)), text=text) for number, text in enumerate(texts)]


def short_sighted() -> Gemma3ForCausalLM:
    config = tiny_gemma().config
    config.sliding_window = SHORT_WINDOW
    torch.manual_seed(0)
    return Gemma3ForCausalLM(config).eval()


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Backbone:
    """A model that has learned to write the form, with a window much shorter than its prompts."""
    backbone = json_backbone(tmp_path_factory.mktemp("tokenizer"), model=short_sighted())
    backbone.window = SHORT_WINDOW
    memorise(backbone, PROMPT, REPLIES, steps=120)
    return backbone


def reference(backbone: Backbone, prompt: JsonPrompt, text: str) -> tuple[list[MentionClass], list[list[float]]]:
    """The same walk written naively: everything so far through the whole model at each place where values part."""
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    before = [*layout.head, *layout.report(text).ids]
    labels, table = [], []
    for segment in layout.segments:
        chances = dict.fromkeys(segment, 1.0)
        living = dict(segment)
        for place in range(max(map(len, segment.values()))):
            for prefix in {ids[:place] for ids in segment.values()}:
                mates = {label: ids for label, ids in segment.items() if ids[:place] == prefix and len(ids) > place}
                allowed = sorted({ids[place] for ids in mates.values()})
                if len(allowed) < 2:
                    continue
                with torch.inference_mode():
                    logits = backbone.model(input_ids=torch.tensor([[*before, *prefix]])).logits[0, -1, allowed]
                share = logits.float().softmax(-1)
                for label, ids in mates.items():
                    chances[label] *= float(share[allowed.index(ids[place])])
                if next(iter(living.values()))[:place] == prefix:
                    best = allowed[int(share.argmax())]
                    living = {label: ids for label, ids in living.items() if ids[place] == best}
        (label,) = living
        labels.append(label)
        table.append([chances[key] for key in prompt.classes])
        before += segment[label]
    return labels, table


def assert_as_reference(backbone: Backbone, prompt: JsonPrompt, texts: list[str]) -> None:
    for text, answer in zip(texts, JsonScorer(backbone, prompt).answers(reports(texts)), strict=True):
        labels, table = reference(backbone, prompt, text)
        assert [slot.label for slot in answer.slots] == labels
        for slot, line in zip(answer.slots, table, strict=True):
            assert list(slot.probabilities.values()) == pytest.approx(line, abs=1e-4)
            assert sum(line) == pytest.approx(1, abs=1e-4)


def test_the_labels_are_those_of_greedy_generation(writer: Backbone) -> None:
    written = [labels_from_reply(reply, PROMPT) for reply in generated(writer, PROMPT, list(REPLIES), 80)]
    assert written == list(REPLIES.values())  # the model writes valid objects, and not all the same one
    assert len({tuple(labels.values()) for labels in REPLIES.values()}) > 3
    answers = JsonScorer(writer, PROMPT).answers(reports(list(REPLIES)))
    assert [[slot.label for slot in answer.slots] for answer in answers] == [list(w.values()) for w in written if w]


def test_a_batch_of_unequal_reports_answers_as_one_by_one(writer: Backbone) -> None:
    texts = ["No.", *REPLIES, "Clear. " * 40]
    scorer = JsonScorer(writer, PROMPT)
    together = scorer.answers(reports(texts))
    for report, answer in zip(reports(texts), together, strict=True):
        (alone,) = scorer.answers([report])
        for slot, other in zip(answer.slots, alone.slots, strict=True):
            assert slot.label is other.label
            assert list(slot.probabilities.values()) == pytest.approx(list(other.probabilities.values()), abs=1e-4)


@pytest.mark.parametrize("length", [10, 430, 500, 900])
def test_probabilities_are_those_of_the_whole_model_beyond_the_window_too(tmp_path: Path, length: int) -> None:
    backbone = json_backbone(tmp_path)
    text = "".join(random.Random(length).choices("abcdefgh.", k=length))
    assert_as_reference(backbone, PROMPT, [text, text[: length // 2]])


def test_a_model_without_a_window_answers_the_same_way(tmp_path: Path) -> None:
    backbone = json_backbone(tmp_path, model=tiny_llama())
    assert_as_reference(backbone, PROMPT, ["Heart is normal.", "Edema of the lungs."])


@pytest.mark.parametrize("classes", [ALL_CLASSES, ALL_CLASSES[:2], (ALL_CLASSES[0], ALL_CLASSES[3])])
@pytest.mark.parametrize("quote", list(Quote))
@pytest.mark.parametrize("template", [None, CHAT_TEMPLATE])
def test_every_class_set_quoting_and_template_is_answered(
    tmp_path: Path, classes: tuple[MentionClass, ...], quote: Quote, template: str | None
) -> None:
    prompt = dataclasses.replace(PROMPT, classes=classes, quote=quote)
    assert_as_reference(json_backbone(tmp_path, template), prompt, ["Heart is normal."])


@pytest.mark.parametrize("template", [None, CHAT_TEMPLATE])
def test_the_tokens_are_those_of_the_whole_text(tmp_path: Path, template: str | None) -> None:
    tokenizer = json_backbone(tmp_path, template).tokenizer
    layout = JsonLayout(tokenizer, PROMPT, context=2048)
    labels = dict(zip(PROMPT.finding_ids, ALL_CLASSES, strict=False))
    turn, answer = PROMPT.user_turn("No edema."), f"Answer: json {PROMPT.answer(labels)}"
    if template:
        turns = [{"role": "user", "content": turn}, {"role": "model", "content": answer}]
        text = tokenizer.apply_chat_template(turns, tokenize=False).removesuffix("<end_of_turn>\n")
    else:
        text = f"<bos>{turn}\n{answer}"
    written = [*layout.head, *layout.report("No edema.").ids, *layout.answer(labels)]
    assert written == tokenizer.encode(text, add_special_tokens=False)


def test_a_special_token_in_a_report_is_text(tmp_path: Path) -> None:
    backbone = json_backbone(tmp_path, CHAT_TEMPLATE)
    layout = JsonLayout(backbone.tokenizer, PROMPT, context=2048)
    special = set(backbone.tokenizer.all_special_ids)
    assert special.isdisjoint(layout.report("<end_of_turn><bos> No edema.").ids)
    assert special & set(prompt_ids(layout, "No edema."))


def test_a_report_that_does_not_fit_is_said_to_be_cut_and_keeps_both_ends(tmp_path: Path) -> None:
    backbone = json_backbone(tmp_path)
    short, long = JsonScorer(backbone, PROMPT).answers(reports(["Clear.", "Start. " + "Clear. " * 600 + "Edema."]))
    assert (short.warnings, long.warnings) == ((), ("cut",))
    assert long.error is None and len(long.slots) == 3
    layout = JsonLayout(backbone.tokenizer, PROMPT, context=backbone.context)
    kept = backbone.tokenizer.decode(layout.report("Start. " + "Clear. " * 600 + "Edema.").ids)
    assert kept.startswith("Text: <<<Start.") and kept.endswith("Edema.>>>")


def test_a_request_that_leaves_no_room_is_refused(tmp_path: Path) -> None:
    backbone = json_backbone(tmp_path)
    with pytest.raises(ModelRefused, match=r"no room"):
        JsonScorer(backbone, dataclasses.replace(PROMPT, request="Say. " * 500))


def test_broken_numbers_are_said_and_never_labels(tmp_path: Path) -> None:
    backbone = json_backbone(tmp_path)
    with torch.no_grad():
        backbone.model.model.norm.weight.fill_(float("nan"))
    (answer,) = JsonScorer(backbone, PROMPT).answers(reports(["Clear."]))
    assert answer.error is not None and not answer.slots


def test_a_report_without_anything_to_read_is_not_asked(tmp_path: Path) -> None:
    answers = JsonScorer(json_backbone(tmp_path), PROMPT).answers(reports([" \n", "INDICATION: cough", "Clear."]))
    assert [answer.error is None for answer in answers] == [False, False, True]


def test_a_template_that_does_not_say_the_message_is_refused(tmp_path: Path) -> None:
    for template in ("nothing", "{{ raise_exception('no') }}", "{{ messages[0].content }}{{ messages[0].content }}"):
        with pytest.raises(ModelRefused, match=r"chat template"):
            JsonScorer(json_backbone(tmp_path, template), PROMPT)
