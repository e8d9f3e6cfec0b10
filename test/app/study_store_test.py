"""The store of a study survives what happens to programs: SIGKILL, SIGINT, SIGTERM, a full disk, a folder that cannot be
written, a second program. What was acknowledged is still there, and the same command goes on to the same rows.

    study_store_test.py RAVINE [KILLS]
"""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ravine = sys.argv[1]
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 50
place = Path(tempfile.mkdtemp(prefix="ravine-store-"))
definition = place / "study.toml"
definition.write_text("""
budget = 100
curves = 3
search = { strategy = "sobol", samples = 15_000 }
[problem.rosenbrock]
function = "(1 - x)^2 + 100*(y - x^2)^2"
start    = { box = [[-2, 2], [-1, 3]] }
minimum  = 0
[[run]]
method = ["adam", "momentum"]
learning_rate = { log_range = [1e-3, 1] }
""")


def command(out, *more):
    return [ravine, "run", str(definition), "--out", str(out), *more]


def rows(out):
    """All of every run but its time, its curve beside it."""
    with closing(sqlite3.connect(f"file:{out}/study.sqlite?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        names = [row[1] for row in database.execute("PRAGMA table_info(run)") if row[1] != "seconds"]
        return database.execute(f"SELECT {', '.join(names)}, (SELECT group_concat(evaluations || ' ' || f) FROM curve "
                                "WHERE curve.run = run.id) FROM run ORDER BY id").fetchall()


def count(out):
    """Rows that are there; a journal of a killed program is rolled back first."""
    if not (out / "study.sqlite").exists():
        return 0
    database = sqlite3.connect(out / "study.sqlite")
    try:
        return database.execute("SELECT count(*) FROM run").fetchone()[0]
    except sqlite3.OperationalError:  # killed before there was a table
        return 0
    finally:
        database.close()


def expect(condition, what):
    if not condition:
        sys.exit(f"study_store_test.py: {what}")


def test_threads_and_kills():
    subprocess.run(command(place / "whole", "-q", "--jobs", "1"), check=True)
    expected = rows(place / "whole")
    expect(len(expected) == 30_000, "not every run is stored")
    expect(all(row[-1] is not None and row[-1].startswith("0 ") for row in expected), "a run has no curve")
    subprocess.run(command(place / "two", "-q", "--jobs", "2"), check=True)
    expect(rows(place / "two") == expected, "two threads store other rows than one")

    began = time.monotonic()
    subprocess.run(command(place / "again", "-q"), check=True)
    whole = time.monotonic() - began
    shutil.rmtree(place / "again")
    draw = random.Random(1)
    out, before, finished = place / "killed", 0, 0
    for _ in range(kills):
        program = subprocess.Popen(command(out, "-q", "--jobs", "2"), stdout=subprocess.DEVNULL)
        time.sleep(draw.uniform(0, 1.2 * whole))
        program.send_signal(signal.SIGKILL)
        finished += program.wait() == 0
        now = count(out)
        expect(now >= before, f"{before} runs were stored, {now} are left after SIGKILL")
        before = 0 if now == len(expected) else now
        if now == len(expected):
            expect(rows(out) == expected, "other rows after SIGKILL and going on")
            shutil.rmtree(out)
    subprocess.run(command(out, "-q"), check=True)
    expect(rows(out) == expected, "other rows after SIGKILL and going on")


def test_signals():
    out = place / "interrupted"
    expected = rows(place / "whole")
    for stop in (signal.SIGINT, signal.SIGTERM):
        program = subprocess.Popen(command(out, "--jobs", "2"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while program.poll() is None and count_locked(out) is None:
            time.sleep(0.005)
        began = time.monotonic()
        program.send_signal(stop)
        said = program.communicate()[1]
        if program.returncode == 0:
            continue  # it was faster
        expect(program.returncode == 130, f"exit status {program.returncode} after {stop}")
        expect(time.monotonic() - began < 1, "an interrupted study takes over a second to end")
        expect("the same command goes on" in said, f"after {stop} it says: {said}")
    subprocess.run(command(out, "-q"), check=True)
    expect(rows(out) == expected, "other rows after signals and going on")


def refused(out, status, *said):
    done = subprocess.run(command(out, "-q"), capture_output=True, text=True)
    expect(done.returncode == status, f"exit status {done.returncode}, not {status}: {done.stderr}")
    for text in said:
        expect(text in done.stderr, f"`{text}` is not in: {done.stderr}")


def test_two_programs():
    out = place / "shared"
    long = command(out, "-q", "--set", "search.samples=2000000", "--set", "budget=1000")
    first = subprocess.Popen(long)
    while count_locked(out) is None:
        expect(first.poll() is None, f"the first program ended with status {first.returncode} before it had its store")
        time.sleep(0.02)
    refused(out, 1, "in use by another program")
    first.send_signal(signal.SIGINT)
    first.wait()


def count_locked(out):
    """None until the first program has its store open and locked."""
    if not (out / "study.sqlite").exists():
        return None
    database = sqlite3.connect(out / "study.sqlite", timeout=0)
    try:
        database.execute("SELECT count(*) FROM run").fetchone()
        return None
    except sqlite3.OperationalError as error:
        return 1 if "locked" in str(error) else None
    finally:
        database.close()


def test_foreign_files():
    out = place / "foreign"
    out.mkdir()
    database = sqlite3.connect(out / "study.sqlite")
    database.execute("CREATE TABLE run(id INTEGER PRIMARY KEY)")
    database.commit()
    database.close()
    refused(out, 2, "is not the store of a study")
    shutil.rmtree(out)
    shutil.copytree(place / "whole", out)
    database = sqlite3.connect(out / "study.sqlite")
    database.execute("PRAGMA user_version = 1000")
    database.commit()
    database.close()
    refused(out, 2, "by a newer version", "--force")
    with open(out / "study.sqlite", "r+b") as file:
        file.seek(100)
        file.write(b"\0" * 4000)
    refused(out, 2, "damaged", "--force")
    shutil.copy(place / "whole" / "study.sqlite", out)
    with closing(sqlite3.connect(out / "study.sqlite")) as database:
        database.execute("DROP TABLE meta")
    refused(out, 2, "damaged", "no such table: meta", "--force")
    definition_without_budget = place / "unlimited.toml"
    definition_without_budget.write_text(definition.read_text().replace("budget = 100", ""))
    done = subprocess.run([ravine, "run", definition_without_budget, "--out", place / "unlimited"], capture_output=True, text=True)
    expect(done.returncode == 2 and "needs a `budget`" in done.stderr, f"without a budget it says: {done.stderr}")
    expect(not (place / "unlimited").exists(), "a study without a budget leaves something")


def test_replay():
    """A run of a study, of a halved one, of a comparison's tuning and of its scoring is made again from its key."""
    def replay(text, stores, *more):
        file = place / "replay.toml"
        file.write_text(text)
        out = place / "replay"
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run([ravine, "run", file, "--out", out, "-q"], check=True)
        for store in stores:
            with closing(sqlite3.connect(out / store)) as database:
                runs = database.execute("SELECT lower(hex(key)), f, steps, outcome, id FROM run ORDER BY key LIMIT 12").fetchall()
                pruned = dict(database.execute("SELECT name, id FROM outcome"))["pruned"]
            for key, f, steps, outcome, number in runs:
                done = subprocess.run([ravine, "trace", "--run", key, "--study", out, *more], capture_output=True, text=True,
                                      check=True)
                last = [line.split(",") for line in done.stdout.splitlines()]
                at = {row[0]: row[last[0].index("f")] for row in last[1:]}
                if store == "study.sqlite":
                    done_by_number = subprocess.run([ravine, "trace", "--run", str(number), "--study", out, *more],
                                                    capture_output=True, text=True, check=True)
                    expect(done_by_number.stdout == done.stdout, f"{key} and its number {number} are one run")
                expect(float(at[str(steps)]) == f, f"{store}: {key} has f = {at[str(steps)]}, stored was {f}")
                expect(outcome == pruned or len(at) == steps + 1, f"{store}: {key} goes on after step {steps}")
    halved = definition.read_text().replace("15_000", "60, halving = 3")
    replay(halved, ["study.sqlite"])
    replay(halved.replace('search = { strategy = "sobol", samples = 60, halving = 3 }', "").replace("curves = 3", "") +
           "\n[compare]\ntuning = 6\nstarts = 2\nscored = 3\n", ["tuning.sqlite", "study.sqlite"])


def test_full_disk_and_read_only():
    """Needs a file system of its own, and so the right to mount one."""
    out = place / "small"
    out.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "ravine", out], capture_output=True).returncode != 0:
        print("study_store_test.py: no right to mount; a full disk and a read-only folder are not tried")
        return
    try:
        subprocess.run(command(out / "study", "-q", "--set", "search.samples=1000"), check=True)
        for file in (out / "study").glob("*.*"):
            if file.name != "study.sqlite":
                file.unlink()
        refused(out / "study", 1, "the disk is full", "make room")
        kept = count(out / "study")
        expect(2_000 <= kept < 30_000, f"{kept} runs are kept of the 2000 stored before the disk was full")
        subprocess.run(["mount", "-o", "remount,size=64m", out], check=True)
        subprocess.run(command(out / "study", "-q"), check=True)
        expect(rows(out / "study") == rows(place / "whole"), "other rows after a full disk and going on")
        # Full at a commit, while other workers wait with their rows: they do not speak over the first error.
        for size in range(9, 21, 2):
            shutil.rmtree(out / "long", ignore_errors=True)
            shutil.rmtree(out / "study", ignore_errors=True)
            subprocess.run(["mount", "-o", f"remount,size={size}m", out], check=True)
            done = subprocess.run(command(out / "long", "-q", "--jobs", "4", "--set", "search.samples=300000"),
                                  capture_output=True, text=True)
            expect(done.returncode == 1 and "the disk is full" in done.stderr, f"of {size} MB it says: {done.stderr}")
        subprocess.run(["mount", "-o", "remount,ro", out], check=True)
        done = subprocess.run(command(out / "new", "-q"), capture_output=True, text=True)
        expect(done.returncode == 2 and "Read-only" in done.stderr, f"of a read-only folder it says: {done.stderr}")
    finally:
        subprocess.run(["umount", out], check=True)


try:
    test_threads_and_kills()
    test_signals()
    test_two_programs()
    test_foreign_files()
    test_replay()
    test_full_disk_and_read_only()
finally:
    shutil.rmtree(place, ignore_errors=True)
