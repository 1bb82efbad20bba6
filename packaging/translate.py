"""Bring the translations up to date: read the sources, keep what is translated, compile.

    .venv/bin/python packaging/translate.py

Run it after texts of the window were changed; then translate what is new in Qt Linguist
(`pyside6-linguist resources/translations/mosaic_desk_da.ts`) or in the file itself, and run it again.
Knows the tools that come with Qt for Python; knows no language.
"""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("da",)


def tool(name: str) -> Path:
    """A tool of Qt for Python beside the interpreter that runs this file."""
    suffix = ".exe" if sys.platform == "win32" else ""
    return Path(sys.executable).with_name(f"pyside6-{name}{suffix}")


def update(language: str) -> Path:
    """Write the texts of the sources into the language's file; vanished ones go, places in files are left out."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "mosaic_desk" / "gui").glob("*.py"))
    target = FOLDER / f"mosaic_desk_{language}.ts"
    options = ["-locations", "none", "-no-obsolete", "-no-ui-lines", "-source-language", "en"]
    _run(tool("lupdate"), *options, "-target-language", language, *sources, "-ts", str(target.relative_to(ROOT)))
    return target


def compile_(file: Path) -> None:
    """Compile a language's file beside it."""
    _run(tool("lrelease"), "-silent", str(file), "-qm", str(file.with_suffix(".qm")))


def untranslated(file: Path) -> list[str]:
    """What still has to be translated."""
    messages = ET.parse(file).iter("message")
    return [
        message.findtext("source", "")
        for message in messages
        if (done := message.find("translation")) is None or done.get("type") or not done.text
    ]


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """The exit status: 0, or 1 where something is not translated yet."""
    status = 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        file = update(language)
        compile_(file)
        missing = untranslated(file)
        count = sum(1 for _ in ET.parse(file).iter("message"))
        print(f"{language}: {count} texts, {len(missing)} to be translated")
        for text in missing:
            print(f"  {text}")
        status = status or bool(missing)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
