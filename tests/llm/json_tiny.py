"""A tiny model that writes JSON: a byte-level tokenizer that cuts values as Gemma's does, and a memorised form."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from mosaic_desk.core.json_prompt import JsonPrompt
from mosaic_desk.core.labels import Labels
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.json_layout import JsonLayout
from tests.llm.tiny import tiny_backbone, tiny_gemma

CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<start_of_turn>{{ message.role }}\n{{ message.content | trim }}"
    "<end_of_turn>\n{% endfor %}{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)


def write_json_tokenizer(folder: Path, chat_template: str | None = None) -> None:
    """Bytes, the answer words, and “ -” as one token, so that “ -1” and “ 1” part at once but “ 1” and “ 2” later."""
    pieces = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<pad>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>"]
    words = ["Ġpresent", "Ġabsent", "Ġunsure", "Ġnone", "Ġ-"]
    vocabulary = {token: number for number, token in enumerate([*special, *words, *pieces])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<bos>", eos_token="<eos>", pad_token="<pad>",
        additional_special_tokens=special[3:],
    )
    wrapped.chat_template = chat_template
    wrapped.save_pretrained(folder)


def json_backbone(folder: Path, chat_template: str | None = None, model: torch.nn.Module | None = None) -> Backbone:
    """A tiny backbone with such a tokenizer."""
    write_json_tokenizer(folder, chat_template)
    return tiny_backbone(model or tiny_gemma(), AutoTokenizer.from_pretrained(folder))


def prompt_ids(layout: JsonLayout, text: str) -> list[int]:
    """What a model goes on from when it generates: all that stands before the object."""
    tail = next(iter(layout.segments[0].values()))[: layout.tail_length]
    return [*layout.head, *layout.report(text).ids, *tail]


def memorise(backbone: Backbone, prompt: JsonPrompt, replies: Mapping[str, Labels], *, steps: int) -> None:
    """Trains all weights until the model writes these replies to these texts, and then the end."""
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    rows = []
    for text, labels in replies.items():
        answer = layout.answer(labels)[layout.tail_length:]
        rows.append((prompt_ids(layout, text), [*answer, layout.end_id]))
    length = max(len(before) + len(answer) for before, answer in rows)
    ids = torch.tensor([[*before, *answer, *[0] * (length - len(before) - len(answer))] for before, answer in rows])
    wanted = torch.full_like(ids, -100)
    for row, (before, answer) in enumerate(rows):
        wanted[row, len(before) : len(before) + len(answer)] = torch.tensor(answer)
    torch.manual_seed(0)
    optimizer = torch.optim.AdamW(backbone.model.parameters(), lr=5e-3, weight_decay=0.0)
    backbone.model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 5e-3 * (1 - step / steps)
        loss = backbone.model(input_ids=ids, labels=wanted).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(backbone.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    backbone.model.eval()


@torch.inference_mode()
def generated(backbone: Backbone, prompt: JsonPrompt, texts: Sequence[str], most_tokens: int) -> list[str]:
    """Free greedy replies, one by one."""
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    replies = []
    for text in texts:
        ids = torch.tensor([prompt_ids(layout, text)])
        output = backbone.model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=most_tokens, do_sample=False,
            eos_token_id=layout.end_id, pad_token_id=0,
        )
        replies.append(backbone.tokenizer.decode(output[0, ids.shape[1]:]))
    return replies
