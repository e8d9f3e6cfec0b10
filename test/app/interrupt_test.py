#!/usr/bin/python3
"""interrupt_test.py PROGRAM: Ctrl-C in the middle of a long study ends the program with status 130, soon, and leaves no
file half-written."""
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

definition = """
title = "Long"
budget = 100000000
record = { every = 100000 }
[problem.valley]
function = "(1-x)^2 + 100*(y-x^2)^2"
start = [-1.2, 1]
[[run]]
method = "adam"
learning_rate = [1e-5, 2e-5, 3e-5, 4e-5]
"""


def catches_interrupts(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = int(next(line for line in status.splitlines() if line.startswith("SigCgt:")).split()[1], 16)
    return caught >> (signal.SIGINT - 1) & 1


with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "long.toml").write_text(definition)
    process = subprocess.Popen([Path(sys.argv[1]).resolve(), "run", "long.toml", "--out", "out"], cwd=folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while not catches_interrupts(process):
        assert process.poll() is None and time.monotonic() < deadline, "it never began"
        time.sleep(0.01)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == 130, f"status {process.returncode}\n{output}{errors}"
    assert "interrupted" in errors, errors
    left = [path.name for path in (Path(folder) / "out").rglob("*")] if (Path(folder) / "out").exists() else []
    assert not left, left
