"""Finding words in a text, piece by piece."""

import mosaic_desk.gui.text_search as text_search
from mosaic_desk.gui.text_search import MOST_HITS, TextSearch


def searched(text: str, words: str) -> TextSearch:
    search = TextSearch(text, words)
    while not search.is_done:
        search.look()
    return search


def test_capitals_do_not_matter_and_signs_mean_themselves() -> None:
    assert searched("Effusion. No effusion?", "EFFUSION").hits == [(0, 8), (13, 21)]
    assert searched("a.c abc (x)", ".").hits == [(1, 2)]
    assert searched("😀 𝔸 effusion", "effusion").hits == [(4, 12)]
    assert searched("abc", "").hits == []


def test_a_hit_across_two_pieces_is_found_once(monkeypatch) -> None:
    monkeypatch.setattr(text_search, "_PIECE", 5)
    assert searched("xxxeffusionxxeffusion", "effusion").hits == [(3, 11), (13, 21)]
    assert searched("aaaaaaaaa", "aa").hits == [(0, 2), (2, 4), (4, 6), (6, 8)]


def test_hits_are_gone_through_round_the_ends() -> None:
    search = searched("a b a b a", "a")
    assert [search.after(place) for place in (-1, 0, 4, 8)] == [0, 1, 2, 0]
    assert [search.before(place) for place in (0, 4, 9)] == [2, 0, 2]
    assert searched("b", "a").after(0) is None


def test_no_more_is_looked_for_than_anybody_goes_through() -> None:
    search = searched("a" * 5000, "a")
    assert len(search.hits) == MOST_HITS
    assert search.is_done
