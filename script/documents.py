"""What the writers of generated documents share: asking the program, parts of Markdown, and writing or checking a folder."""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

root = Path(__file__).resolve().parent.parent


class Fault(Exception):
    """Something in the project that has to be mended; its text says what."""


class Documents:
    """A folder of generated files and how it was asked for: the command line of a writer. `own`: files written by hand."""

    def __init__(self, description, folder, own=()):
        self.name, self.own = Path(sys.argv[0]).name, own
        arguments = argparse.ArgumentParser(description=description.split("\n")[0])
        arguments.add_argument("--check", action="store_true", help="write nothing; list what is stale, and fail")
        arguments.add_argument("--program", type=Path, default=root / "build/release/ravine", help="the ravine to ask")
        arguments.add_argument("--folder", type=Path, default=root / folder, help="where they are")
        given = arguments.parse_args()
        self.check, self.program, self.folder, self.shown = given.check, given.program, given.folder, folder

    def ravine(self, *words):
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise Fault(f"ravine {' '.join(map(str, words))}\n{done.stderr.strip()}")
        return done.stdout

    def run(self, documentation):
        """`documentation(place)`: every file as bytes by its name, made with `place` as a folder for what passes."""
        try:
            with tempfile.TemporaryDirectory() as place:
                wanted = documentation(Path(place))
        except Fault as fault:
            sys.exit(f"script/{self.name}: {fault}")
        there = {str(path.relative_to(self.folder)): path for path in sorted(self.folder.rglob("*"))
                 if path.is_file() and path.name not in self.own}
        stale = sorted(name for name, data in wanted.items() if name not in there or there[name].read_bytes() != data)
        superfluous = sorted(there.keys() - wanted.keys())
        if self.check:
            if not same_pixels_here():
                stale = [name for name in stale if not name.endswith(".png") or name not in there]
            for name in stale:
                print(f"{self.shown}/{name}: {'stale' if name in there else 'missing'}")
            for name in superfluous:
                print(f"{self.shown}/{name}: superfluous")
            if stale or superfluous:
                sys.exit(f"script/{self.name} writes them anew")
            return
        for name in stale:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[name])
        for name in superfluous:
            there[name].unlink()
        print(f"{count(len(wanted), 'file')}, {sum(map(len, wanted.values())) / 1e6:.2f} MB; "
              f"{len(stale)} written, {len(superfluous)} removed")


def same_pixels_here():
    """Whether pictures come out byte by byte as on Debian 12, where they are made."""
    release = Path("/etc/os-release")
    return release.is_file() and {"ID=debian", 'VERSION_ID="12"'} <= set(release.read_text().splitlines())


def count(number, what):
    return f"{number} {what}{'' if number == 1 else 's'}"


def sentence(text):
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def cell(text):
    return str(text).replace("|", "\\|")


def code(text):
    return f"`{cell(text)}`" if text else ""


def table(heading, rows):
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def linked(citation):
    """A citation whose arXiv numbers and DOIs are links."""
    citation = re.sub(r"arXiv:(\d{4}\.\d{4,5})", r"[arXiv:\1](https://arxiv.org/abs/\1)", citation)
    citation = re.sub(r"\b[\w-]+\.github\.io/[^\s,;]+", r"[\g<0>](https://\g<0>)", citation)
    return re.sub(r"doi:(10\.\d+/[^\s,;]+)",
                  lambda found: f"[doi:{found[1]}](https://doi.org/{found[1].replace('(', '%28').replace(')', '%29')})",
                  citation)


def to_root(path, text=None):
    return f"[{text or path}](../../{path})"
