"""A process that is there to be killed: promotes, rolls back and imports, and says what was acknowledged.

`python -m tests.desk.promoted_until_killed PROJECT ZIP`.
"""

import os
import sys
from pathlib import Path

from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.adapters import known_adapter
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.store import Project

READER = ReaderName("Reader K")


def main() -> None:
    path, packed = Path(sys.argv[1]), Path(sys.argv[2])
    with Project.open(path) as project:
        assert not project.is_read_only, project.read_only_reason
        desk, number = AdapterDesk(project), 0
        while True:
            if number % 4 == 3:
                desk.roll_back(reader=READER)
            elif number % 4 == 2:
                desk.import_zip(packed, reader=READER)
            else:
                active = project.adapters.active()
                name = "run-2" if active is not None and active.name == "run-1" else "run-1"
                checked = CheckedAdapter(hash=str(known_adapter(project, name).hash))
                desk.promote(name, checked=checked, reader=READER, reason="tried")
            number += 1
            os.write(1, b"ack\n")  # one write, nothing buffered: what was said is in the pipe


if __name__ == "__main__":
    main()
