"""`python -m mosaic_desk.worker.fingerprint ADAPTER`: loads an adapter and says whether it is what it was.

One line of JSON on stdout: `{"is_same": true}`, or the error and its sentence.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from mosaic_desk.core.errors import MosaicError, places_of


def main() -> None:
    """Keeps stdout to the one line: whatever a library prints goes to stderr."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
                      TOKENIZERS_PARALLELISM="false", HF_HUB_DISABLE_PROGRESS_BARS="1")
    parser = argparse.ArgumentParser()
    parser.add_argument("adapter", type=Path)
    parser.add_argument("--backbone", required=True)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    with pipe:
        json.dump(_told(options.adapter, backbone=options.backbone, device=options.device), pipe)


def _told(folder: Path, *, backbone: str, device: str) -> dict[str, object]:
    try:
        _try(folder, backbone=backbone, device=device)
    except MosaicError as error:
        return {"error": type(error).__name__, "sentence": str(error)}
    except ImportError as error:
        sentence = f"The model's libraries are not installed ({error.name}), so the adapter cannot be tried."
        return {"error": "ModelMissing", "sentence": sentence}
    except Exception as error:
        sys.stderr.write(places_of(error))
        return {"error": "ModelRefused", "sentence": f"The adapter cannot be loaded ({type(error).__name__})."}
    return {"is_same": True}


def _try(folder: Path, *, backbone: str, device: str) -> None:
    from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
    from mosaic_desk.llm.fingerprint import refuse_other_fingerprint

    loaded, card = chosen_backbone(backbone, device=device, progress=lambda *_: None, adapter=str(folder))
    adapter = chosen_adapter(loaded, card, str(folder))
    assert adapter is not None, "a folder was named"
    refuse_other_fingerprint(loaded, adapter, folder)


if __name__ == "__main__":
    main()
