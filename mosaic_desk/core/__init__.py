"""Values and rules: plain Python and numpy. Knows no file, clock, thread, screen or model."""
