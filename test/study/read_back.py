"""Reads what a study wrote with Debian's Python and compares it, bit for bit, with what the program says it wrote.

read_back.py FOLDER: FOLDER/out holds the results, FOLDER/expected.txt the truth, numbers as the bits of a double.
"""
import csv
import json
import math
import sqlite3
import struct
import sys

import numpy

folder = sys.argv[1]
out = folder + "/out/"
NAN = 0x7FF8000000000000


def bits(number):
    if number is None or math.isnan(number):
        return NAN
    return struct.unpack("<Q", struct.pack("<d", number))[0]


def same(what, found, expected):
    if found != expected:
        sys.exit(f"read_back.py: {what}: found {found!r}, expected {expected!r}")


def from_bits(text):
    return int(text, 16)


# The truth.
runs = []
with open(folder + "/expected.txt", encoding="utf-8", newline="") as file:
    for line in file:
        kind, *fields = line.rstrip("\n").split("\t")
        if kind == "run":
            runs.append({"fields": fields, "rows": []})
        elif kind == "row":
            runs[-1]["rows"].append([int(fields[0])] + [from_bits(field) for field in fields[1:]])
        else:
            runs[-1][kind] = fields
same("runs", len(runs) > 10, True)

# runs.csv
with open(out + "runs.csv", encoding="utf-8", newline="") as file:
    table = list(csv.DictReader(file))
same("rows of runs.csv", len(table), len(runs))
for row, run in zip(table, runs):
    index, _, _, problem, label, outcome, steps, f, best_f, norm, _, key = run["fields"]
    same("run", row["run"], index)
    same("problem", row["problem"], problem)
    same("label", row["label"], label)
    same("outcome", row["outcome"], outcome)
    same("steps", row["steps"], steps)
    same("key", row["key"], key)
    for name, expected in (("f", f), ("best_f", best_f), ("grad_norm", norm)):
        same(f"{name} of {label}", bits(float(row[name])), from_bits(expected))
    same("targets", [row[f"steps_to_1e-{k}"] for k in range(1, 13)], run["targets"])

# runs.json
with open(out + "runs.json", encoding="utf-8") as file:
    objects = json.load(file)
same("keys of runs.json", list(objects[0]), list(table[0]))
for row, run in zip(objects, runs):
    same("label", row["label"], run["fields"][4])
    if math.isfinite(struct.unpack("<d", struct.pack("<Q", from_bits(run["fields"][7])))[0]):
        same("f in JSON", bits(row["f"]), from_bits(run["fields"][7]))
    else:
        same("f in JSON", row["f"], None)

# trajectory.json
with open(out + "trajectory.json", encoding="utf-8") as file:
    trajectory = json.load(file)
same("columns of trajectory.json", list(trajectory), runs[0]["columns"])
same("x in JSON", [bits(x) for x in trajectory["x"]], [row[1] for row in runs[0]["rows"]])

# Each run's CSV and NPY.
pictured = 0
for run in runs:
    _, problem_folder, name, *_ = run["fields"]
    if not name:
        continue
    pictured += 1
    with open(f"{out}{problem_folder}/{name}.csv", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    same("header of " + name, header, run["columns"])
    same("rows of " + name, [[int(row[0])] + [bits(float(x)) for x in row[1:]] for row in rows], run["rows"])
    array = numpy.load(f"{out}{problem_folder}/{name}.npy")
    same("names of " + name, list(array.dtype.names), run["columns"])
    for k, column in enumerate(run["columns"]):
        found = [int(x) for x in array[column]] if k == 0 else [bits(float(x)) for x in array[column]]
        same(f"{column} of {name}.npy", found, [row[k] for row in run["rows"]])
same("some runs have files", pictured > 0, True)

# study.sqlite
database = sqlite3.connect(f"file:{out}study.sqlite?mode=ro", uri=True)
same("integrity", database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
meta = dict(database.execute("SELECT key, value FROM meta"))
same("schema", (meta["schema_version"], database.execute("PRAGMA user_version").fetchone()[0]), (3, 3))
same("title", meta["title"], 'Опыт, "первый"')
same("overrides", meta["overrides"], "budget=50\n")
same("definition", "корни" in meta["definition"], True)
for key in ("program_version", "bits_version", "compiler", "host", "date"):
    same(key + " is there", bool(meta[key]), True)
database.row_factory = sqlite3.Row
rows = database.execute("SELECT * FROM runs ORDER BY run").fetchall()
same("rows of runs", len(rows), len(runs))
schedules = 0
for row, run in zip(rows, runs):
    index, _, _, problem, label, outcome, steps, f, best_f, norm, rate, key = run["fields"]
    same("run", (row["run"], row["problem"], row["label"]), (int(index), problem, label))
    same("outcome", (row["outcome"], row["steps"], row["key"]), (outcome, int(steps), key))
    for name, expected in (("f", f), ("best_f", best_f), ("grad_norm", norm)):
        same(f"{name} of {label}", bits(row[name]), from_bits(expected))
    if isinstance(row["learning_rate"], str):
        schedules += 1
        same("schedule", row["learning_rate"], "0.1/(1 + t)")
    else:  # varied in the run's row or constant in its block: the view has it
        same("learning_rate of " + label, bits(row["learning_rate"]), from_bits(rate))
    found = ["" if row[f"steps_to_1e-{k}"] is None else str(row[f"steps_to_1e-{k}"]) for k in range(1, 13)]
    same("targets", found, run["targets"])
    path = database.execute("SELECT * FROM trajectory WHERE run = ? ORDER BY step", (int(index),)).fetchall()
    dimension = len(run["columns"]) - 3
    same("trajectory of " + label,
         [[point["step"]] + [bits(point[f"x{i + 1}"]) for i in range(dimension)] + [bits(point["f"]), bits(point["grad_norm"])]
          for point in path], run["rows"])
same("schedules", schedules, 2)
names = database.execute("SELECT c.name FROM coordinate c JOIN problem p ON p.id = c.problem WHERE p.name = 'корни' "
                         "ORDER BY c.number").fetchall()
same("coordinates", [name[0] for name in names], ["u", "v", "w"])
same("flags are words", {row[0] for row in database.execute("SELECT DISTINCT bias_correction FROM run")},
     {None, "true", "false"})
same("constants", database.execute("SELECT value FROM setting s JOIN block b ON b.id = s.block WHERE b.method = 'momentum' "
                                   "AND s.name = 'momentum'").fetchone()[0], 0.9)
