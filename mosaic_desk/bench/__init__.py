"""Benchmarks: ours and its peers side by side, each run as `python -m mosaic_desk.bench.NAME`. Imported by nothing."""
