"""Whether a comparison is still one with the adapter that suggests now, as a run promises when it starts."""

from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.verdict import Comparison, against
from mosaic_desk.desk.adapters import KnownAdapter
from mosaic_desk.desk.training_request import shipped_adapter
from mosaic_desk.exchange.adapter_files import adapter_manifest
from mosaic_desk.store import Project


def suggesting_hash(project: Project, backbone: str) -> str | None:
    """The "sha256:…" of the adapter that suggests on a backbone: the active one, else the shipped one.

    None where the backbone suggests bare.
    """
    active = project.adapters.active()
    if active is not None:
        return active.hash
    shipped = shipped_adapter(backbone)
    try:
        return None if shipped is None else adapter_manifest(shipped.folder).hash
    except ModelError:
        return None


def as_of_now(comparison: Comparison | None, adapter: KnownAdapter, suggests_hash: str | None) -> Comparison | None:
    """A comparison, doubted where another adapter suggests now; that of the active one stands as it was made."""
    return comparison if comparison is None or adapter.is_active else against(comparison, suggests_hash)
