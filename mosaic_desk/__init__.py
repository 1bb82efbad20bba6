"""MOSAIC Desk: radiology reports labelled by a small local language model, corrected on the keyboard."""

__version__ = "0.1.0"
