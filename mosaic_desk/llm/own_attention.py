"""An attention of ours in the layers of a model, for as long as a block of code runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def attention_in(body: Any, name: str, attention: Callable[..., Any]) -> Iterator[None]:
    """Lets the model's layers use `attention` under a name of ours; what they used before is put back."""
    from transformers import AttentionInterface

    AttentionInterface.register(name, attention)
    before = body.config._attn_implementation
    body.config._attn_implementation = name
    try:
        yield
    finally:
        body.config._attn_implementation = before
