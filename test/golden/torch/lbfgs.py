#!/usr/bin/python3
"""Writes lbfgs.csv: where PyTorch's L-BFGS walks without a line search, in float64. Run with Debian 12's python3-torch
(1.13.1), which it executes:

    /usr/bin/python3 test/golden/torch/lbfgs.py

A row: the method in Ravine's notation, the problem, the step, the coordinates, and `strayed`: the largest relative
difference from these (to the largest coordinate, at least 1), up to that step, among 9 runs of formulas() below in
Python's doubles: a plain one, and 8 that see each gradient at a point a random half unit of the last place away. It is
what rounding alone does to the path. Rows: the first 20 steps and every 10th up to 100; fewer where the run stopped
moving before (then the last row is the first of the point where it stays), or where doubles no longer follow to 1e-6.

What torch.optim.LBFGS does in step() with max_iter=1, line_search_fn=None and both tolerances 0, in one's own words
(formulas() runs it):
    g: the gradient at x. All g_i = 0: nothing happens, not even to the memory.
    The first time: d = -g, t = min(1, 1/|g|_1) lr, H = 1, no pairs.
    Later: y = g - g_before, s = t d with the t and d of the step before (not the difference of the points).
        If y.s > 1e-10 (absolute; otherwise the pair is dropped and H stays): at `memory` pairs the oldest goes; (s, y)
        is appended, rho = 1/(y.s), H = (y.s)/(y.y).
        q = -g; newest to oldest: a_i = rho_i s_i.q, q = q - a_i y_i; d = H q;
        oldest to newest: d = d + (a_i - rho_i y_i.d) s_i.
        t = lr.
    g_before = g. If g.d > 0 (no descent): x stays. (Without a move the next y is 0, its pair is dropped, d and t are
    the same again: x stays for ever.) Otherwise x = x + t d.
"""
import math
import random
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def bowl(p):
    return 5 * p[0] * p[0] + p[1] * p[1]


def rosenbrock(p):
    u = p[1] - p[0] * p[0]
    return (1 - p[0]) * (1 - p[0]) + 100 * u * u


def network(p):
    """One hidden neuron fitted to three points."""
    error = [p[2] * torch.tanh(p[0] * t + p[1]) + p[3] - y for t, y in ((-1.0, -0.4), (0.5, 0.7), (2.0, 0.9))]
    return sum(e * e for e in error)


problems = {"bowl": (bowl, [5, 5]), "rosenbrock": (rosenbrock, [-1.2, 1]), "network": (network, [0.3, -0.2, 0.5, 0.1])}


def gradients(name, p):
    """The same gradients by hand, in Python's doubles."""
    if name == "bowl":
        return [10 * p[0], 2 * p[1]]
    if name == "rosenbrock":
        u = p[1] - p[0] * p[0]
        return [-2 * (1 - p[0]) - 400 * p[0] * u, 200 * u]
    g = [0.0] * 4
    for t, y in ((-1.0, -0.4), (0.5, 0.7), (2.0, 0.9)):
        h = math.tanh(p[0] * t + p[1])
        e = 2 * (p[2] * h + p[3] - y)
        inner = e * p[2] * (1 - h * h)
        g = [a + b for a, b in zip(g, (inner * t, inner, e * h, e))]
    return g


def executed(function, start, lr, memory):
    point = torch.tensor([float(v) for v in start], requires_grad=True)
    optimizer = torch.optim.LBFGS([point], lr=lr, max_iter=1, history_size=memory, line_search_fn=None,
                                  tolerance_grad=0, tolerance_change=0)

    def closure():
        optimizer.zero_grad()
        value = function(point)
        value.backward()
        return value

    path = [point.tolist()]
    for _ in range(100):
        optimizer.step(closure)
        path.append(point.tolist())
    return path


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def move(x, a, d):
    return [p + a * q for p, q in zip(x, d)]


def formulas(gradient, x, lr, memory, notes=None):
    path, pairs, d, before = [x], [], None, None
    for step in range(1, 101):
        g = gradient(x)
        if any(g):
            if d is None:
                d, h, t = [-a for a in g], 1.0, min(1.0, 1 / sum(abs(a) for a in g)) * lr
            else:
                y, s = move(g, -1, before), [t * a for a in d]
                ys = dot(y, s)
                if notes is not None:
                    notes.append((ys, step))
                if ys > 1e-10:
                    pairs, h = (pairs + [(s, y, 1 / ys)])[-memory:], ys / dot(y, y)
                q, alphas = [-a for a in g], []
                for s, y, rho in reversed(pairs):
                    alphas.append(dot(s, q) * rho)
                    q = move(q, -alphas[-1], y)
                d = [h * a for a in q]
                for (s, y, rho), alpha in zip(pairs, reversed(alphas)):
                    d = move(d, alpha - dot(y, d) * rho, s)
                t = lr
            before = g
            if dot(g, d) <= 0:
                x = move(x, t, d)
        path.append(x)
    return path


def difference(a, b):
    return max(abs(p - q) for p, q in zip(a, b)) / max(1, *map(abs, a))


def noisy(gradient, seed):
    numbers = random.Random(seed)
    return lambda x: gradient([a * (1 + numbers.uniform(-1, 1) * 2.0 ** -53) for a in x])


lines = ["method;problem;step;x;strayed"]
for memory in 100, 5:
    for lr in 0.1, 0.5, 1:
        for name, (function, start) in problems.items():
            path, notes = executed(function, start, lr, memory), []
            begin, by_hand = [float(v) for v in start], lambda x: gradients(name, x)
            others = [formulas(by_hand, begin, lr, memory, notes)]
            others += [formulas(noisy(by_hand, seed), begin, lr, memory) for seed in range(8)]
            strayed, last = 0, 0
            for step, point in enumerate(path):
                assert all(map(math.isfinite, point))
                strayed = max([strayed] + [difference(point, other[step]) for other in others])
                if strayed > 1e-6:
                    break
                last = step
                still = all(a == point for a in path[step:])
                if step <= 20 or step % 10 == 0 or still:
                    lines.append(";".join([f"lbfgs(line_search=none, learning_rate={lr}, memory={memory})", name,
                                           str(step), ",".join(repr(v) for v in point), f"{strayed:.1e}"]))
                if still:
                    break
            apart = (k for k in range(101) if any(difference(path[k], other[k]) > 1e-12 for other in others))
            followed = next(apart, 101) - 1
            dropped = [f"{step}: {ys:.1e}" for ys, step in notes if ys <= 1e-10]
            print(lr, memory, name, "last step", last, "where it stays" if last < 100 and still else "", path[last],
                  f"strayed {strayed:.1e}; to 1e-12 doubles follow until {followed}; first dropped pair", dropped[:1])
Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n")
