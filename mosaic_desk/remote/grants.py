"""What a server may be asked for beside a text, from the most to the least: a server refuses what it does not know."""

from dataclasses import dataclass
from typing import Any

from mosaic_desk.core.json_prompt import JsonPrompt, response_schema

_TOKENS_WEIGHED = 20  # the most that OpenAI's form allows

# Some servers punish a word that was written before, unless they are told not to; most labels of a report are one
# word. llama.cpp's name for it and vLLM's; OpenAI's form has neither, and a strict server may refuse both.
_NO_PENALTIES = {"repeat_penalty": 1.0, "repetition_penalty": 1.0}


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What is asked for beside the text: the form of the schema, the tokens' probabilities, no penalties."""

    schema: str | None
    with_probabilities: bool
    without_penalties: bool = True

    def body(self, prompt: JsonPrompt) -> dict[str, Any]:
        """The part of a request that asks for it."""
        asked: dict[str, Any] = {}
        schema = response_schema(prompt)
        if self.schema == "json_schema":
            named = {"name": "labels", "strict": True, "schema": schema}
            asked["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.schema == "json_object":  # the older form of llama.cpp's servers
            asked["response_format"] = {"type": "json_object", "schema": schema}
        if self.with_probabilities:
            asked |= {"logprobs": True, "top_logprobs": _TOKENS_WEIGHED}
        if self.without_penalties:
            asked |= _NO_PENALTIES
        return asked


# A valid answer comes before a probability: structure is given up last.
GRANTS = (
    *(
        Grant(schema=schema, with_probabilities=with_probabilities)
        for schemas in (("json_schema", "json_object"), (None,))
        for with_probabilities in (True, False)
        for schema in schemas
    ),
    Grant(schema="json_schema", with_probabilities=True, without_penalties=False),
    Grant(schema="json_schema", with_probabilities=False, without_penalties=False),
    Grant(schema=None, with_probabilities=False, without_penalties=False),
)
