"""The request that lies with a checkpoint: the keys and values it names must be those of the taxonomy."""

import pytest

from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.json_prompt import Quote
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.used_prompt import used_json_prompt

TAXONOMY = taxonomy_from_toml(
    """
id = "brain"
classes = ["positive", "not_mentioned"]
[[findings]]
id = "fcd"
name = "Focal cortical dysplasia"
[[findings]]
id = "heterotopia"
[findings.name]
en = "Grey matter heterotopia"
da = "Heterotopi"
[findings.aliases]
en = ["nodular heterotopia"]
""",
    "brain",
)
REQUEST = "Look [closely]. The keys: ['nodular heterotopia', 'FOCAL cortical_dysplasia']. The values: [-1, 1]."


def test_keys_are_found_by_name_alias_or_id_and_keep_their_order_and_spelling() -> None:
    prompt = used_json_prompt(REQUEST, TAXONOMY)
    assert prompt.keys == (("heterotopia", "nodular heterotopia"), ("fcd", "FOCAL cortical_dysplasia"))
    assert prompt.request == REQUEST
    assert prompt.quote is Quote.SINGLE and prompt.reads_whole_report
    labels = dict.fromkeys(prompt.finding_ids, MentionClass.POSITIVE)
    assert prompt.answer(labels) == "{'nodular heterotopia': 1, 'FOCAL cortical_dysplasia': 1}"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[-1, 1]", "one or none", r"does not list the keys and the values"),
        ("['nodular heterotopia', 'FOCAL cortical_dysplasia']", "two", r"does not list the keys"),
        ("[-1, 1]", "[-1, 1, 3]", r"value 3, which MOSAIC's scheme does not have"),
        ("[-1, 1]", "[-1, 1, 2]", r"classes not_mentioned, positive, negative, the taxonomy brain with"),
        ("nodular heterotopia", "polymicrogyria", r"same findings \(polymicrogyria, heterotopia\)"),
        (", 'FOCAL cortical_dysplasia'", "", r"same findings \(fcd\)"),
        ("nodular heterotopia", "fcd", r"same findings \(heterotopia\)"),
        ("'nodular heterotopia',", "'nodular heterotopia', 'heterotopi',", r"one finding twice"),
    ],
)
def test_other_findings_and_other_values_are_refused_in_a_sentence(old: str, new: str, sentence: str) -> None:
    with pytest.raises(ModelRefused, match=sentence):
        used_json_prompt(REQUEST.replace(old, new), TAXONOMY)
