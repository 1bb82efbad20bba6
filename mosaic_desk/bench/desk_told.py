"""The figures of `benchmark desk` in words, each beside its aim. Knows the result as plain data, measures nothing."""

from collections.abc import Callable
from typing import Any

from mosaic_desk.bench.desk_round_figures import told_round
from mosaic_desk.bench.desk_session import told_session

Result = dict[str, Any]

_AIMS: tuple[tuple[str, str, float, Callable[[Result], float]], ...] = (
    ("keystrokes", "median of at most {0:g} keystrokes, Pre-filled, careful", 3,
     lambda r: r["keystrokes_per_report"]["p50"]),
    ("stored", "{0:g} values stored other than keyed", 0,
     lambda r: r["values_stored_as_keyed"]["values"] - r["values_stored_as_keyed"]["equal"]),
    ("commit", "commit → painted, p95 at most {0:g} ms", 50, lambda r: r["commit_to_painted_ms"]["p95"]),
    ("key", "key → painted, p95 at most {0:g} ms", 50, lambda r: r["key_to_painted_ms"]["p95"]),
    ("search", "search, p95 at most {0:g} ms", 300, lambda r: r["search_ms"]["p95"]),
    ("image", "an image painted, p95 at most {0:g} ms", 100, lambda r: r["image_first_paint_ms"]["p95"]),
    ("window and level", "a step of window or level, p95 at most {0:g} ms", 33,
     lambda r: r["window_level_ms"]["p95"]),
    ("start", "start → usable at most {0:g} ms", 2_000, lambda r: r["start_to_usable_ms"]),
    ("memory", "growth under {0:g} MiB", 50, lambda r: r["soak"]["grown_mib"]),
    ("stall", "no stall of the event loop over {0:g} ms", 100, lambda r: r["soak"]["longest_stall_ms"]),
)  # fmt: skip


def with_aims(result: Result) -> Result:
    """The result with what it was to reach: for each aim that was measured the aim, the figure, and whether it is."""
    aims = {}
    for name, words, aim, figure in _AIMS:
        try:
            reached = figure(result)
        except (KeyError, TypeError):
            continue  # not measured
        aims[name] = {"aim": aim, "words": words.format(aim), "figure": reached, "is_reached": reached <= aim}
    return {**result, "aims": aims}


def told(result: Result) -> str:
    """The table."""
    if "round" in result:
        return told_round(result["round"])
    if "session" in result:
        return told_session(result["session"])
    if "pictures" in result:
        return "\n".join([f"{len(result['pictures'])} pictures in {result['folder']}:", *result["pictures"]])
    parts = [_head(result), _readers(result), _speed(result), _soak(result), _aims(result)]
    return "\n\n".join(text for text in parts if text)


def _head(result: Result) -> str:
    lines = []
    if "data" in result:
        lines.append(f"Read: {result['read']} reports of {result['data']}; suggestions of {result['model']}")
    if "cache" in result:
        lines.append(f"Timed: {result['reports']:,} generated reports, kept in {result['cache']}")
    quick = " (the quick form: fewer reports, so rougher figures)" if result["form"] == "quick" else ""
    others = "" if result["load"] is None else f"; load at the start {result['load']:g}"
    lines.append(f"Screen: {result['screen']}; {result['processors']} processors{others}{quick}")
    return "\n".join(lines)


def _readers(result: Result) -> str:
    if "readers" not in result:
        return ""
    lines = [
        f"{'mode':14} {'reader':9} {'keys':>5} {'p95':>5} {'stored as keyed':>17}   wrong values left standing",
    ]
    for day in result["readers"]:
        first = "" if day["mode"] == "prefilled" else f", {day['first_wrong']} at the first commit"
        lines.append(
            f"{day['mode'].replace('_', ' '):14} {day['policy']:9} {day['keys']['p50']:5.1f} {day['keys']['p95']:5.0f}"
            f" {day['as_keyed']:8,} of {day['values']:5,}   {day['wrong']} of {day['judged']:,}{first}"
        )
    day = result["readers"][0]
    lines.append(f"The suggestions themselves are wrong in {day['suggested_wrong']} of {day['judged']:,} values.")
    return "\n".join(lines)


def _speed(result: Result) -> str:
    lines = []
    if "start_to_usable" in result:
        lines.append(f"{'process start → first report':32} {_spread(result['start_to_usable'])}")
    for key, words in (
        ("commit_to_painted_ms", "commit → next report painted"),
        ("commit_own_ms", "  of which on a processor"), ("key_to_painted_ms", "key → repainted"),
        ("step_to_painted_ms", "back, forward → painted"), ("search_ms", "search"),
        ("image_first_paint_ms", "image, not read ahead"), ("image_read_ahead_paint_ms", "image, read ahead"),
        ("window_level_ms", "a step of window or level"),
    ):  # fmt: skip
        if result.get(key):
            lines.append(f"{words:32} {_spread(result[key])}")
    for name, figures in result.get("image_formats", {}).items():
        words = f"image, not read ahead, {name}"
        lines.append(f"{words:32} {_spread(figures['image_first_paint_ms'])}")
    if "scrolling" in result:
        scrolling = result["scrolling"]
        lines.append(f"{'a step of the wheel, worklist':32} {_spread(scrolling)}; {_stall(scrolling)},")
        lines.append(f"{'':32} {scrolling['rows']:,.0f} rows reached")
    return "\n".join(lines)


def _spread(values: dict[str, float]) -> str:
    return f"median {values['p50']:7.1f} ms, p95 {values['p95']:7.1f} ms, most {values['max']:7.1f} ms"


def _soak(result: Result) -> str:
    if "soak" not in result:
        return ""
    soak = result["soak"]
    tenths = ", ".join(f"{one:+.1f}" for one in soak["grown_mib_by_tenths"])
    return (
        f"{soak['reports']:,} commits after {soak['after']}: memory {soak['grown_mib']:+.1f} MiB ({tenths});"
        f" {_stall(soak)}"
    )


def _stall(figures: Result) -> str:
    own = figures["longest_own_stall_ms"]
    return f"longest stall {figures['longest_stall_ms']:.0f} ms, at most {own:.0f} ms of it by this program"


def _aims(result: Result) -> str:
    return "\n".join(
        f"{'reached' if aim['is_reached'] else 'MISSED ':8} {aim['words']}: {aim['figure']:.6g}"
        for aim in result["aims"].values()
    )
