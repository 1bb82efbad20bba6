"""`python -m mosaic_desk.worker`: says hello, then does what it is asked until its input ends."""

import os
import sys


def main() -> None:
    """Keeps the message pipe to itself: whatever a library prints goes to stderr."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
                      TOKENIZERS_PARALLELISM="false", HF_HUB_DISABLE_PROGRESS_BARS="1")
    if hasattr(os, "nice"):
        os.nice(5)  # the window comes first
    from mosaic_desk.worker.conversation import Conversation

    Conversation(sys.stdin, pipe).run()


if __name__ == "__main__":
    main()
