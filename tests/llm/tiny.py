"""Real models small enough for a test: random weights, the real code, a window of 512."""

from pathlib import Path

import torch
from transformers import Gemma3ForCausalLM, Gemma3TextConfig, LlamaConfig, LlamaForCausalLM

from mosaic_desk.llm.backbone import Backbone

VOCABULARY = 300
WINDOW = 512


def tiny_gemma() -> Gemma3ForCausalLM:
    """Four layers, sliding and full in turn, in float32."""
    torch.manual_seed(0)
    config = Gemma3TextConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=64, num_hidden_layers=4, num_attention_heads=2,
        num_key_value_heads=1, head_dim=16, sliding_window=WINDOW, max_position_embeddings=2048,
        layer_types=["sliding_attention", "full_attention", "sliding_attention", "full_attention"],
        attn_implementation="sdpa", initializer_range=0.3,
    )
    return Gemma3ForCausalLM(config).eval()


def tiny_llama() -> LlamaForCausalLM:
    """Two layers without a window."""
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, head_dim=16, max_position_embeddings=2048, attn_implementation="sdpa",
        initializer_range=0.3,
    )
    return LlamaForCausalLM(config).eval()


def tiny_backbone(model: torch.nn.Module | None = None, tokenizer: object = None) -> Backbone:
    """A backbone around a tiny model; its answers are the tokens 11 to 14."""
    model = model or tiny_gemma()
    window = WINDOW if "gemma" in model.config.model_type else None
    return Backbone(
        name="tiny", hash="sha256:tiny", model=model, tokenizer=tokenizer, device=torch.device("cpu"),
        dtype=torch.float32, answer_ids=torch.tensor([11, 12, 13, 14]), window=window, context=2048,
    )


def write_tiny_tokenizer(folder: Path) -> None:
    """A byte-level tokenizer whose four answer words differ in their first token, with special tokens."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    pieces = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = ["Ġpresent", "Ġabsent", "Ġunsure", "Ġnone"]
    vocabulary = {token: number for number, token in enumerate(["<pad>", "<bos>", "<start_of_turn>", *words, *pieces])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<bos>", pad_token="<pad>",
        additional_special_tokens=["<start_of_turn>"],
    )
    wrapped.save_pretrained(folder)


def write_tiny_backbone(folder: Path) -> Path:
    """A model folder as a user would bring it: config, safetensors, tokenizer."""
    tiny_gemma().save_pretrained(folder)
    write_tiny_tokenizer(folder)
    return folder
