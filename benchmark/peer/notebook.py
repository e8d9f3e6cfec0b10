"""The main job as a Python notebook does it: the peer of `ravine run example/notebook.toml`.

Twelve runs (six methods on two functions) in NumPy, each drawn by Matplotlib as an animation of 101 frames at 1000x800
over level lines from a 300x300 grid that is filled point by point, and written as a GIF by ImageMagick.

    /usr/bin/python3 notebook.py OUT [COUNT]     # the GIFs of the first COUNT runs (12); prints the seconds of each

Needs Debian's python3-numpy, python3-matplotlib, python3-seaborn and imagemagick.
"""

import pathlib
import sys
import time

import matplotlib

matplotlib.use("Agg")
import numpy as np
import seaborn
from matplotlib import pyplot
from matplotlib.animation import FuncAnimation, ImageMagickFileWriter

STEPS = 100
LEVELS = np.log([0.5, 10, 30, 80, 130, 200, 300, 500, 900])


def bowl(p):
    return 5 * p[0] ** 2 + p[1] ** 2


def bowl_gradient(p):
    return np.array([10 * p[0], 2 * p[1]])


def valley(p):
    return (p[0] - 3) ** 2 + 8 * (p[1] - 5) ** 4 + p[0] ** 0.5 + np.sin(p[0] * p[1])


def valley_gradient(p):
    wave = np.cos(p[0] * p[1])
    return np.array(
        [2 * (p[0] - 3) + 0.5 * p[0] ** -0.5 + p[1] * wave, 32 * (p[1] - 5) ** 3 + p[0] * wave]
    )


def walk(start, gradient, rule):
    """Points of a run; `rule` turns a gradient into a displacement and keeps its own state."""
    points = [np.array(start, dtype=float)]
    for _ in range(STEPS):
        points.append(points[-1] + rule(gradient(points[-1])))
    return np.array(points)


def sgd(rate):
    return lambda g: -rate * g


def momentum(rate, mu):
    velocity = np.zeros(2)

    def rule(g):
        nonlocal velocity
        velocity = mu * velocity - rate * g
        return velocity

    return rule


def scaled(rate, keep, add, epsilon=1e-6):
    """Adagrad (keep 1, add 1) and RMSProp (keep rho, add 1 - rho), epsilon inside the root."""
    squares = np.zeros(2)

    def rule(g):
        nonlocal squares
        squares = keep * squares + add * g**2
        return -rate * g / np.sqrt(squares + epsilon)

    return rule


def adam_without_correction(rate, beta1, beta2, epsilon=1e-6):
    first, second = np.zeros(2), np.zeros(2)

    def rule(g):
        nonlocal first, second
        first = beta1 * first + (1 - beta1) * g
        second = beta2 * second + (1 - beta2) * g**2
        return -rate * first / (np.sqrt(second) + epsilon)

    return rule


def rules(rate):
    return {
        "sgd": sgd(rate),
        "momentum-0.9": momentum(rate, 0.9),
        "momentum-0.7": momentum(rate, 0.7),
        "adagrad": scaled(0.1, 1, 1),
        "rmsprop": scaled(0.1, 0.9, 0.1),
        "adam": adam_without_correction(0.1, 0.9, 0.9),
    }


def draw(path, function, points, box):
    x = np.linspace(box[0], box[1], 300)
    y = np.linspace(box[2], box[3], 300)
    values = np.array([[function((a, b)) for a in x] for b in y])
    figure, axes = pyplot.subplots(figsize=(10, 8))
    (line,) = axes.plot([], [])

    def still():
        with np.errstate(invalid="ignore"):
            axes.contour(x, y, np.log(values), LEVELS, cmap="winter")
        axes.set_title(path.stem)
        return (line,)

    def frame(step):
        line.set_data(points[: step + 1, 0], points[: step + 1, 1])
        return (line,)

    film = FuncAnimation(figure, frame, frames=len(points), init_func=still)
    film.save(path, writer=ImageMagickFileWriter(fps=10))
    pyplot.close(figure)


def main():
    out = pathlib.Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    out.mkdir(parents=True, exist_ok=True)
    seaborn.set(font_scale=1.6, palette="RdBu")
    problems = [
        ("bowl", bowl, bowl_gradient, (5, 5), 0.01, (-7, 7, -7, 7)),
        ("valley", valley, valley_gradient, (5, -2), 0.0002, (0, 10, -5, 10)),
    ]
    runs = [
        (f"{problem}-{name}", function, walk(start, gradient, rule), box)
        for problem, function, gradient, start, rate, box in problems
        for name, rule in rules(rate).items()
    ]
    for name, function, points, box in runs:
        print(name, *points[-1], function(points[-1]))
    for name, function, points, box in runs[:count]:
        begin = time.perf_counter()
        draw(out / f"{name}.gif", function, points, box)
        print(f"{name}.gif {time.perf_counter() - begin:.2f} s")


if __name__ == "__main__":
    main()
