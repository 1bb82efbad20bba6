"""The folder .venv of a checkout: made, filled, and left alone when it is whole.

Knows Python's own tools, venv and pip, and how to say in a few words what they do and why they fail.
Uses the standard library only.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class Stop(Exception):
    """Something the user can put right; its text says what."""


class RunningLine:
    """One line of the terminal that says what is being done and for how long; silent in a pipe.

    A pip that unpacks says nothing for a minute: the seconds show that it lives.
    """

    def __init__(self) -> None:
        self._text = "looking around"
        self._began = time.monotonic()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "RunningLine":
        if sys.stdout.isatty():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        if self._thread.ident is not None:
            self._thread.join()
            print("\r\033[K", end="", flush=True)

    def say(self, text: str | None) -> None:
        """Replace what the line says; None leaves it."""
        self._text = text or self._text

    def _tick(self) -> None:
        while not self._is_over.wait(0.25):
            text = f"     {self._text} · {time.monotonic() - self._began:.0f} s"
            print("\r" + text[: shutil.get_terminal_size().columns - 1] + "\033[K", end="", flush=True)


class Environment:
    """The folder .venv of a checkout: a stamp in it tells what was installed whole.

    Without a stamp it is half-made or not ours: everything is looked at again, which pip does quickly.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.log = self.folder / "install.log"
        self._stamp = self.folder / "installed.json"

    @property
    def python(self) -> Path:
        """The interpreter in it."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def make_ready(self, extras: Sequence[str]) -> None:
        """Install what is missing, with progress on the terminal; returns at once when nothing is.

        Raises:
            Stop: with the reason why it cannot be done.
        """
        installed = self._installed_extras()
        if self.python.exists() and installed is not None and set(extras) <= installed:
            return
        print(f"Preparing MOSAIC Desk in {self.folder}")
        print("The first time takes some minutes, a network, and 2 to 7 GB of disk for the model's libraries.")
        self._stamp.unlink(missing_ok=True)
        if not self._is_usable():
            print("1/2  Making the environment", flush=True)
            self._make()
        print("2/2  Installing the libraries", flush=True)
        self._drop_half_installed()
        self._install(sorted({*extras, *(installed or ())}))
        self._write_stamp(extras, installed or set())
        print("Ready.", flush=True)

    def fingerprint(self) -> str:
        """A hash of what decides which libraries are installed, the folder's own place included."""
        digest = hashlib.sha256(str(self.root).encode())
        for name in ("pyproject.toml", "packaging/constraints.txt"):
            digest.update((self.root / name).read_bytes())
        return digest.hexdigest()

    def _installed_extras(self) -> set[str] | None:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
            return set(stamp["extras"]) if stamp["fingerprint"] == self.fingerprint() else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write_stamp(self, extras: Sequence[str], installed: set[str]) -> None:
        text = json.dumps({"fingerprint": self.fingerprint(), "extras": sorted({*extras, *installed})})
        beside = self._stamp.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self._stamp)

    def _is_usable(self) -> bool:
        question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
        try:
            return subprocess.run([self.python, "-c", question], capture_output=True, check=False).returncode == 0
        except OSError:
            return False

    def _make(self) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            raise Stop(f"Python lacks its part for environments; paste this, then start again:\n{_apt(package)}")
        done = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", self.folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            reason = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
            raise Stop(f"The environment {self.folder} cannot be made: {reason[-1]}")

    def _drop_half_installed(self) -> None:
        """Forget packages whose installation was cut off, or pip would take them for whole.

        pip writes the list of a package's files last.
        """
        for described in self.folder.glob("**/site-packages/*.dist-info"):
            if not (described / "RECORD").is_file():
                shutil.rmtree(described)

    def _install(self, extras: Sequence[str]) -> None:
        command: list[str | Path] = [self.python, "-m", "pip", "install"]
        command += ["--progress-bar", "off", "--disable-pip-version-check", "--no-compile"]
        command += ["-c", self.root / "packaging" / "constraints.txt", "-e", f"{self.root}[{','.join(extras)}]"]
        with (
            self.log.open("w", encoding="utf-8") as log,
            RunningLine() as running,
            child_output(command, cwd=self.root) as (process, lines),
        ):
            for line in lines:
                log.write(line)
                running.say(condensed(line))
        if process.returncode:
            text = self.log.read_text(encoding="utf-8")
            raise Stop(f"{reason_of_failure(text)}\nAll that pip said is in {self.log}")
        self._compile()

    def _compile(self) -> None:
        """Compile what was installed with all cores: pip would take one.

        What cannot be compiled (templates, files for a later Python) is left, as pip leaves it.
        """
        with RunningLine() as running:
            running.say("compiling the libraries")
            subprocess.run(
                [self.python, "-m", "compileall", "-qq", "-j", "0", self.folder], capture_output=True, check=False
            )


def _apt(package: str) -> str:
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install -y {package}"


@contextmanager
def child_output(command: Sequence[str | Path], *, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], Iterator[str]]]:
    """A child and its lines, errors among them; ended when we are interrupted."""
    # The children of a child would each compile all of the program where none may write down what it compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**kept, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    try:
        with process.stdout:
            yield process, process.stdout
        process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def condensed(line: str) -> str | None:
    """What a line of pip's means, in a few words; None where it tells the user nothing."""
    file = re.match(r"\s*Downloading (\S+?)-\d\S*( \(.*?\))?", line)
    if file:
        return f"downloading {file[1].rpartition('/')[2]}{file[2] or ''}"
    package = re.match(r"Collecting ([\w.-]+)", line)
    if package:
        return f"looking for {package[1]}"
    if line.startswith("Installing collected packages:"):
        return f"unpacking {line.count(',') + 1} packages"
    return None


def reason_of_failure(log: str) -> str:
    """The sentence for an installation that failed, from what pip said."""
    if "No space left on device" in log:
        return "The disk is full: the libraries need 2 to 7 GB. Make room, then start again."
    if re.search(r"NewConnectionError|NameResolutionError|ConnectTimeout|Network is unreachable|ProxyError", log):
        return "The libraries cannot be downloaded: there is no network. It is needed once; then start again."
    found = re.search(r"No matching distribution found for (\S+)", log)
    if found:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return f"{found[1]} is not to be had for Python {version} on this machine; Python 3.11 to 3.13 is tested."
    errors = [line for line in log.splitlines() if line.startswith("ERROR")]
    return f"The libraries cannot be installed. {errors[-1] if errors else ''}".strip()
