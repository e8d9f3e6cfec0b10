#!/usr/bin/python3
"""document_methods_test.py PROGRAM: script/document-methods writes pages that are complete, says which are stale, and
refuses a method without a citation, a check or a page's picture. On three methods, of a folder of its own."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

program = Path(sys.argv[1]).resolve()
root = Path(__file__).resolve().parent.parent
every = json.loads(subprocess.run([program, "methods", "--format", "json"], check=True, capture_output=True).stdout)
three = [method for method in every if method["name"] in ("sgd", "adam", "clip_norm")]


def without(name, key, value):
    return [method | {key: value} if method["name"] == name else method for method in three]


with tempfile.TemporaryDirectory() as place:
    folder, told, asked = Path(place) / "methods", Path(place) / "methods.json", Path(place) / "ravine"
    folder.mkdir()
    # The program, but for what it tells of its methods.
    asked.write_text("#!/usr/bin/python3\nimport os, sys\n"
                     f"if sys.argv[1] == 'methods': print(open({str(told)!r}).read())\n"
                     f"else: os.execv({str(program)!r}, sys.argv)\n")
    asked.chmod(0o755)
    (folder / "pictures.toml").write_text(
        'rates = [0.01, 0.1]\nas_they_are = []\nrule = "sgd"\n[problem]\nfunction = "5*x^2 + y^2"\nstart = [4, 3]\n'
        'minimiser = [0, 0]\nminimum = 0\nview = "-5:5,-5:5"\nhighest = 1e3\nsteps = 20\n')

    def document(*words, methods=three):
        told.write_text(json.dumps(methods))
        done = subprocess.run([root / "script/document-methods", "--program", asked, "--folder", folder, *words],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout + done.stderr

    def expect(status, said, *words, **methods):
        result = document(*words, **methods)
        assert result[0] == status and said in result[1], result

    expect(1, "README.md: missing", "--check")
    expect(0, "7 files", )
    expect(0, "", "--check")
    expect(0, "0 written, 0 removed")
    page = (folder / "adam.md").read_text()
    for part in ("Kingma", "pictures/adam.png", "test/golden/torch/trajectories.csv", "`1e-8`", "epsilon_place=hat"):
        assert part in page, part
    assert (folder / "pictures/adam.png").read_bytes().startswith(b"\x89PNG")

    (folder / "adam.md").write_text(page + "more\n")
    (folder / "pictures/sgd.png").unlink()
    (folder / "gone.md").write_text("of a method that is no more\n")
    expect(1, "adam.md: stale", "--check")
    expect(1, "pictures/sgd.png: missing", "--check")
    expect(1, "gone.md: superfluous", "--check")
    expect(0, "2 written, 1 removed")
    expect(0, "", "--check")

    expect(1, "`adam` has no citation", methods=without("adam", "citation", ""))
    expect(1, "was checked against nothing", methods=[*three, three[0] | {"name": "own"}])
    with open(folder / "pictures.toml", "a") as file:
        file.write('[method.own]\nreason = "none"\n')
    expect(1, "there is no method `own`")
print("complete, stale, refused")
