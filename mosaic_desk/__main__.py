"""`python -m mosaic_desk` is the command `mosaic-desk`."""

import sys

from mosaic_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
