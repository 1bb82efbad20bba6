"""The project file: its tables, questions and writes. Values of `core` go in and come out, never rows."""

from mosaic_desk.store.project import Project

__all__ = ["Project"]
