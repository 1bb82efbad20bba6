"""The prompt that lies with a published checkpoint: its request, read for the keys and the values that it names.

Such a request is prose with two lists in it, of the keys and of the values, as Python or JSON would write
them. Knows how these stand for findings and classes; where the file lies is `llm`'s business.
"""

import ast
import re
from collections.abc import Sequence

from mosaic_desk.core.codes import CodeScheme, class_from_code
from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.json_prompt import JsonPrompt, Quote
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Taxonomy

_LIST = re.compile(r"\[[^\[\]]*\]")


def used_json_prompt(request: str, taxonomy: Taxonomy) -> JsonPrompt:
    """The prompt of a checkpoint, for a taxonomy that asks the same findings with the same classes.

    Raises:
        ModelRefused: if it asks others, or values that MOSAIC's scheme does not have.
    """
    lists = [_literal(found.group()) for found in _LIST.finditer(request)]
    keys = next((values for values in lists if values and all(isinstance(value, str) for value in values)), None)
    numbers = next((values for values in lists if values and all(type(value) is int for value in values)), None)
    if keys is None or numbers is None:
        raise ModelRefused("The model's used_prompt.yaml does not list the keys and the values of an answer.")
    classes = [_class_of(number) for number in numbers]
    if set(classes) != set(taxonomy.classes):
        raise ModelRefused(
            f"The model answers with the classes {', '.join(classes)}, the taxonomy {taxonomy.id} with"
            f" {', '.join(taxonomy.classes)}: choose a taxonomy that has the model's classes."
        )
    return JsonPrompt(
        request=request,
        keys=_found(keys, taxonomy),
        classes=taxonomy.classes,
        quote=Quote.SINGLE,
        reads_whole_report=True,
    )


def _literal(text: str) -> Sequence[object]:
    try:
        values = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return ()
    return values if isinstance(values, list) else ()


def _class_of(number: object) -> MentionClass:
    try:
        label = class_from_code(str(number), CodeScheme.MOSAIC)
    except ValueError:
        label = None
    if label is None:
        raise ModelRefused(
            f"The model's used_prompt.yaml asks for the value {number}, which MOSAIC's scheme does not have."
        )
    return label


def _found(keys: Sequence[object], taxonomy: Taxonomy) -> tuple[tuple[FindingId, str], ...]:
    """The finding that each key names, by id, name or alias in any language; every finding once."""
    named = {}
    for finding in taxonomy.findings:
        for words in finding.aliases.values():
            named.update({_folded(word): finding.id for word in words if _folded(word) not in named})
    for finding in taxonomy.findings:  # a name goes before another finding's alias
        named.update({_folded(word): finding.id for word in (*finding.names.values(), finding.id)})
    found = tuple((named[_folded(str(key))], str(key)) for key in keys if _folded(str(key)) in named)
    unknown = [str(key) for key in keys if _folded(str(key)) not in named]
    asked = {finding_id for finding_id, _ in found}
    missing = [str(finding_id) for finding_id in taxonomy.finding_ids if finding_id not in asked]
    if unknown or missing or len(asked) < len(found):
        others = ", ".join([*unknown, *missing]) or "one finding twice"
        raise ModelRefused(
            f"The model's used_prompt.yaml and the taxonomy {taxonomy.id} do not ask the same findings ({others}):"
            " choose the taxonomy that the model was trained with."
        )
    return found


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").casefold().split())
