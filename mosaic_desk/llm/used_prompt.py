"""The file `used_prompt.yaml` that a published checkpoint may hold: the prompt that it was trained with.

A mapping with a list of sentences under `prompt`, said one after the other with a blank between. Read
with the safe loader, and only where it is small.
"""

from pathlib import Path

from mosaic_desk.core.errors import ModelRefused

USED_PROMPT_FILE = "used_prompt.yaml"
_MAX_BYTES = 100_000


def used_request(folder: Path) -> str | None:
    """The request of a checkpoint folder; None where it holds no such file.

    Raises:
        ModelRefused: if the file is too large, or not of that form.
    """
    import yaml

    path = folder / USED_PROMPT_FILE
    if not path.is_file():
        return None
    if path.stat().st_size > _MAX_BYTES:
        raise ModelRefused(f"The {USED_PROMPT_FILE} of the model is too large for a prompt.")
    try:
        text = path.read_text(encoding="utf-8")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise ModelRefused(f"The {USED_PROMPT_FILE} of the model refers to parts of itself; write them out.")
        data = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        raise ModelRefused(f"The {USED_PROMPT_FILE} of the model cannot be read.") from None
    sentences = data.get("prompt") if isinstance(data, dict) else None
    if isinstance(sentences, str):
        sentences = [sentences]
    if not isinstance(sentences, list) or not sentences or not all(isinstance(line, str) for line in sentences):
        raise ModelRefused(f"The {USED_PROMPT_FILE} of the model holds no list of sentences under “prompt”.")
    return " ".join(" ".join(line.split()) for line in sentences)
