"""The few tokens in which the values of one finding differ, as a trie.

Between two values everything is forced. Where values share a first token (a blank, say), the trie has
an inner node for it: all inner nodes are fed together with the forced tokens, so that one model step
reads the probabilities of every value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.llm.json_layout import Segment

ROOT = -1
Prefix = tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A token that some values share: fed behind its parent, `ROOT` for the last forced token."""

    token: int
    parent: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Fork:
    """A place where values part: the node it follows, and the tokens that may come next."""

    node: int
    tokens: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueTrie:
    """What is fed for one finding, and where its classes part.

    `paths` are the (fork, branch) pairs down to a class, `kept` the nodes on the way to it, `carried` the
    tokens of it that are still to be fed, before the next finding's.
    """

    forced: Prefix
    nodes: tuple[Node, ...]
    forks: tuple[Fork, ...]
    paths: Mapping[MentionClass, tuple[tuple[int, int], ...]]
    kept: Mapping[MentionClass, tuple[int, ...]]
    carried: Mapping[MentionClass, Prefix]

    def log_probabilities(self, scores: "list[torch.Tensor]") -> torch.Tensor:
        """Of each class, (rows, classes), from the log-probabilities of every fork's branches, (rows, branches)."""
        columns = [
            torch.stack([scores[fork][:, branch] for fork, branch in path]).sum(0)  # (rows,)
            if path else scores[0].new_zeros(len(scores[0]))
            for path in self.paths.values()
        ]
        return torch.stack(columns, dim=1)

    def greedy(self, scores: "list[torch.Tensor]") -> list[MentionClass]:
        """The class that taking the likeliest token at every fork leads to, for each row.

        It is what generation writes, and need not be the class with the highest probability: two unlikely
        values behind one token may together outweigh a likely one.
        """
        taken = [score.argmax(-1).tolist() for score in scores]  # (forks, rows)
        return [
            next(label for label, path in self.paths.items() if all(branches[fork] == branch for fork, branch in path))
            for branches in zip(*taken, strict=True)
        ]


def value_trie(segment: Segment) -> ValueTrie:
    """The trie of one finding's segment."""
    variants = list(segment.values())
    shared = _shared_length(variants)
    rests = {label: ids[shared:] for label, ids in segment.items()}
    forks = sorted(_forks(list(rests.values())), key=lambda prefix: (len(prefix), prefix))
    inner = {prefix[:end] for prefix in forks for end in range(1, len(prefix) + 1)}
    nodes = sorted(inner, key=lambda prefix: (len(prefix), prefix))
    number_of = {(): ROOT, **{prefix: number for number, prefix in enumerate(nodes)}}
    branches = {prefix: _next_tokens(prefix, list(rests.values())) for prefix in forks}
    fed = {label: [end for end in range(1, len(rest) + 1) if rest[:end] in inner] for label, rest in rests.items()}
    return ValueTrie(
        forced=variants[0][:shared],
        nodes=tuple(Node(token=prefix[-1], parent=number_of[prefix[:-1]]) for prefix in nodes),
        forks=tuple(Fork(node=number_of[prefix], tokens=branches[prefix]) for prefix in forks),
        paths={
            label: tuple(
                (number, branches[prefix].index(rest[len(prefix)]))
                for number, prefix in enumerate(forks) if rest[: len(prefix)] == prefix
            )
            for label, rest in rests.items()
        },
        kept={label: tuple(number_of[rests[label][:end]] for end in ends) for label, ends in fed.items()},
        carried={label: rests[label][len(ends):] for label, ends in fed.items()},
    )


def _shared_length(variants: list[Prefix]) -> int:
    """How many tokens all variants begin with."""
    length = 0
    while all(len(ids) > length and ids[length] == variants[0][length] for ids in variants):
        length += 1
    return length


def _forks(rests: list[Prefix]) -> set[Prefix]:
    """The prefixes behind which there is more than one next token."""
    prefixes = {rest[:end] for rest in rests for end in range(len(rest))}
    return {prefix for prefix in prefixes if len(_next_tokens(prefix, rests)) > 1}


def _next_tokens(prefix: Prefix, rests: list[Prefix]) -> Prefix:
    length = len(prefix)
    return tuple(sorted({rest[length] for rest in rests if len(rest) > length and rest[:length] == prefix}))
