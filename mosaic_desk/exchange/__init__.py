"""One module per format, in and out: files become core values, core values become files.

Every `read_*` gives an `Incoming` (nothing is stored) or raises `ImportRefused`; every `export_*`
leaves a whole file or none. Knows no project, window or model.
"""
