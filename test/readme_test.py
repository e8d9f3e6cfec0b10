#!/usr/bin/python3
"""readme_test.py PROGRAM: the README's code is example/quickstart.cpp, its definition and its
commands do what they say, and the questions of doc/store.md have answers; doc/your-own-method.md shows example/user_method.cpp, doc/own-loop.md example/resume.cpp."""
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

program = Path(sys.argv[1]).resolve()
root = Path(__file__).resolve().parent.parent
readme = (root / "README.md").read_text()


def block(language, place=0):
    return re.findall(rf"^```{language}\n(.*?)^```$", readme, re.M | re.S)[place]


quickstart = (root / "example/quickstart.cpp").read_text().split("\n", 1)[1]
assert block("cpp") == quickstart, "the README's C++ is not example/quickstart.cpp"
own_method = (root / "doc/your-own-method.md").read_text()
user_method = (root / "example/user_method.cpp").read_text()
assert f"```cpp\n{user_method}```" in own_method, "doc/your-own-method.md does not show example/user_method.cpp"
own_loop, resume = (root / "doc/own-loop.md").read_text(), (root / "example/resume.cpp").read_text()
assert f"```cpp\n{resume}```" in own_loop, "doc/own-loop.md does not show example/resume.cpp"

with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "methods.toml").write_text(block("toml"))
    commands = [line for line in block("sh", 1).splitlines() if line]
    assert commands
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "build/release/ravine", command
        done = subprocess.run([program, *words[1:]], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    for written in ("out/methods/report.html", "out/methods/runs.csv", "race.gif"):
        assert (Path(folder) / written).stat().st_size > 0, written

    # A study that has all that the questions name, in the folder that they name.
    (Path(folder) / "study.toml").write_text("""
budget = 400
curves = 50
[problem.bowl]
function = "5*x^2 + y^2"
start = { box = [-5, 5], random = 7 }
minimum = 0
[[run]]
method = ["sgd", "adam"]
learning_rate = { log_range = [1e-3, 0.3], points = 9 }
""")
    run = [program, "run", "study.toml", "--out", "out/study", "--quiet"]
    assert subprocess.run(run, cwd=folder, stdin=subprocess.DEVNULL).returncode == 0
    store = sqlite3.connect(f"file:{folder}/out/study/study.sqlite?mode=ro", uri=True)
    questions = re.findall(r"^```sql\n(.*?)^```$", (root / "doc/store.md").read_text(), re.M | re.S)
    assert questions
    for question in questions:
        rows = store.execute(question).fetchall()
        assert rows, question
        if "replay" in question:
            words = shlex.split(rows[0][-1])
            done = subprocess.run([program, *words[1:]], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            assert done.returncode == 0 and done.stdout.startswith("step,"), f"{rows[0][-1]}\n{done.stderr}"
print(f"{len(commands)} commands")
