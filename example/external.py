#!/usr/bin/python3
"""An objective for Ravine in another language: Rosenbrock's function and its gradient, line by line (doc/external.md)."""
import json
import sys


def evaluate(x):
    f, g = 0.0, [0.0] * len(x)
    for i in range(len(x) - 1):
        a, b = x[i + 1] - x[i] ** 2, 1 - x[i]
        f += 100 * a**2 + b**2
        g[i] += -400 * a * x[i] - 2 * b
        g[i + 1] += 200 * a
    return f, g


for line in sys.stdin:
    f, g = evaluate(json.loads(line)["x"])
    print(json.dumps({"f": f, "g": g}), flush=True)
