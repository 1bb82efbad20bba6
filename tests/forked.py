"""Children of tests that need the model's libraries, started in a tenth of a second instead of five.

`python -m tests.forked serve SOCKET` loads the libraries once and forks for everyone who asks: a process of its own
with nothing loaded but them. `python forked.py SOCKET ARGUMENTS`, with arguments as Python takes them (`-m MODULE`,
`-c CODE` or a file), is that child to whoever started it: same pipes, same end, ended with it. Knows nothing of what
a child does.
"""

import contextlib
import json
import os
import signal
import socket
import sys


def ask(address: str, arguments: list[str]) -> int:
    """Stands for a child until it ends, and ends as it did."""
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        folder = os.getcwd()  # noqa: PTH109  (pathlib takes longer to load than all else)
        task = {"arguments": arguments, "environment": dict(os.environ), "folder": folder}
        socket.send_fds(server, [json.dumps(task).encode() + b"\n"], [0, 1, 2])
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)  # the pipes are the child's alone: they break when it ends
        with server.makefile("r") as told:
            child = int(told.readline())
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda number, _: os.kill(child, number))
            status = int(told.readline())
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) in (signal.SIGTERM, signal.SIGINT):
            signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    return os.waitstatus_to_exitcode(status)


class Server:
    """Forks for everyone who connects, until its own input ends."""

    def __init__(self, address: str) -> None:
        import selectors

        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(address)
        self._listener.listen(64)
        self._woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)
        self._children: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        for source in (0, self._woken, self._listener):
            self._selector.register(source, selectors.EVENT_READ)

    def serve(self) -> dict | None:
        """What is to be done, in each child; None in the server, at its end."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj == 0:
                    return self._end()
                if key.fileobj == self._woken:
                    os.read(self._woken, 4096)
                    self._tell_ends()
                elif key.fileobj is self._listener:
                    task = self._fork()
                    if task is not None:
                        return task
                else:
                    self._forsaken(key.fileobj)

    def _fork(self) -> dict | None:
        connection, _ = self._listener.accept()
        data, descriptors, _, _ = socket.recv_fds(connection, 2**20, 3)
        while data and not data.endswith(b"\n"):
            data += connection.recv(2**20)
        if not data:
            connection.close()
            return None
        child = os.fork()
        if child == 0:
            self._leave(connection, descriptors)
            return json.loads(data)
        for descriptor in descriptors:
            os.close(descriptor)
        self._children[child] = connection
        self._selector.register(connection, 1)
        with contextlib.suppress(OSError):
            connection.sendall(b"%d\n" % child)
        return None

    def _leave(self, connection: socket.socket, descriptors: list[int]) -> None:
        """In the child: nothing of the server is kept."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        self._selector.close()
        for held in (connection, self._listener, *self._children.values()):
            held.close()
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
            os.close(descriptor)

    def _tell_ends(self) -> None:
        while self._children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            connection = self._children.pop(child)
            self._selector.unregister(connection)
            with connection, contextlib.suppress(OSError):  # nobody may stand for it any more
                connection.sendall(b"%d\n" % status)

    def _forsaken(self, connection: object) -> None:
        """Whoever stood for a child was ended: so is the child."""
        for child, known in self._children.items():
            if known is connection:
                os.kill(child, signal.SIGKILL)  # its end is told like any other

    def _end(self) -> None:
        for child in self._children:
            os.kill(child, signal.SIGKILL)


def load() -> None:
    """What every child of the model would load."""
    import gc

    import peft  # noqa: F401
    import transformers  # noqa: F401
    from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3ForCausalLM  # noqa: F401

    gc.collect()
    gc.freeze()  # so that a collection in a child touches, and copies, nothing of it


def run(task: dict) -> None:
    """As Python runs its arguments."""
    import runpy

    os.environ.clear()
    os.environ.update(task["environment"])
    os.chdir(task["folder"])
    kind, *rest = task["arguments"]
    if kind == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif kind == "-c":
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = [kind, *rest]
        runpy.run_path(kind, run_name="__main__")


if __name__ == "__main__":
    if sys.argv[1] != "serve":
        sys.exit(ask(sys.argv[1], sys.argv[2:]))
    server = Server(sys.argv[2])
    load()
    os.write(1, b"ready\n")  # only now: whoever starts a child counts the seconds until it says something
    todo = server.serve()
    if todo is not None:
        run(todo)
