#!/usr/bin/python3
"""external_interrupt_test.py PROGRAM: signals that end the program while an external program is busy leave no process of
it: the second Ctrl-C or SIGTERM of a run, the first of a gradient check."""
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Notes its own number and that of a child, and does not look at its input again.
objective = """
import os, subprocess, sys, time
child = subprocess.Popen(["sleep", "1000"])
sys.stdin.readline()
with open("numbers.part", "w") as file:
    file.write(f"{os.getpid()} {child.pid}")
os.rename("numbers.part", "numbers")
time.sleep(1000)
"""
definition = """
budget = 5
[problem.busy]
external = ["python3", "objective.py"]
timeout = 600
start = [1, 2]
[[run]]
method = "sgd"
"""


def wait_until(holds, what):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def is_gone(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


program = Path(sys.argv[1]).resolve()
for arguments, signals in [(["run", "--out", "out"], [signal.SIGINT, signal.SIGINT]),
                           (["run", "--out", "out"], [signal.SIGTERM, signal.SIGTERM]),
                           (["run", "--out", "out"], [signal.SIGINT, signal.SIGTERM]),
                           (["check-gradient"], [signal.SIGINT])]:
    with tempfile.TemporaryDirectory() as folder:
        numbers = Path(folder) / "numbers"
        (Path(folder) / "objective.py").write_text(objective)
        (Path(folder) / "busy.toml").write_text(definition)
        process = subprocess.Popen([program, *arguments, "busy.toml", "--allow-exec"], cwd=folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        ids = []
        try:
            wait_until(numbers.exists, "the objective was never asked")
            ids = [int(word) for word in numbers.read_text().split()]
            for number, one in enumerate(signals):
                if number > 0:
                    time.sleep(0.2)
                    assert process.poll() is None, "the first signal is a request"
                process.send_signal(one)
            process.communicate(timeout=20)
            assert process.returncode == -signals[-1], process.returncode
            for one in ids:
                wait_until(lambda: is_gone(one), f"{arguments} {signals}: process {one} is left")
        finally:
            process.kill()
            process.wait()
            for one in ids:
                if not is_gone(one):
                    os.kill(one, signal.SIGKILL)
