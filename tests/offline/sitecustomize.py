"""Loaded by every Python child of the tests: refuses to reach any machine but this one.

pytest-socket guards the test process only; workers, second instances and command lines are children.
Raises RuntimeError, not OSError, so that no retry takes it for a network that happens to be down.
"""

import sys

_HERE = {None, "", "localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1"}


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo" and arguments[0] not in _HERE:
        raise RuntimeError("A test's child process tried to look up another machine.")
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in _HERE:
            raise RuntimeError("A test's child process tried to reach another machine.")


sys.addaudithook(_refuse_network)
