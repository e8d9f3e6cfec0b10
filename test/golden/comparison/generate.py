#!/usr/bin/python3
"""Statistics of made-up scores by SciPy 1.10 and NumPy, and the studentized range in 60 digits: the CSV files here.

Needs python3-scipy and python3-mpmath; run here without arguments. Lists stand in a cell with spaces between.
"""
import csv
import warnings

import mpmath
import numpy
from scipy import stats

random = numpy.random.RandomState(20240229)


def write(name, heading, rows):
    with open(name, "w", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(heading)
        table.writerows([cell(value) for value in row] for row in rows)


def cell(value):
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    return " ".join(repr(float(v)) for v in numpy.ravel(value))


def scores(size, levels):
    """Numbers of evaluations: few levels make ties, a seventh of them is missed."""
    drawn = random.randint(1, levels, size).astype(float)
    drawn[random.uniform(size=size) < 1 / 7] = numpy.inf
    return drawn


def quantiles():
    for count in (1, 2, 5, 10, 21):
        values = random.normal(size=count)
        for p in (0, 0.05, 0.25, 0.5, 0.55, 0.9, 1):
            yield values, p, numpy.quantile(values, p)


def ranks():
    for count in (1, 2, 5, 12, 30):
        for levels in (4, 1000):
            values = scores(count, levels)
            yield values, stats.rankdata(values)


def friedman():
    for methods, instances in ((3, 4), (3, 10), (4, 14), (5, 30), (8, 12), (12, 60)):
        for levels in (5, 10**6):
            values = scores((methods, instances), levels)
            chi2, p = stats.friedmanchisquare(*values)
            f = (instances - 1) * chi2 / (instances * (methods - 1) - chi2)
            yield methods, instances, values, chi2, p, f, stats.f.sf(f, methods - 1, (methods - 1) * (instances - 1))


def wilcoxon():
    for count in (1, 2, 3, 7, 15, 30, 50):  # without ties: exact
        size = 1 + random.permutation(4 * count)[:count]
        shift = random.uniform(0.2, 0.8)
        first = 1000 + numpy.where(random.uniform(size=count) < shift, size, -size).astype(float)
        second = numpy.full(count, 1000.0)
        found = stats.wilcoxon(first, second, mode="exact")
        yield first, second, "exact", found.statistic, found.pvalue
    for count, levels in ((12, 6), (30, 10), (60, 10**6), (80, 20)):  # ties and zeros, or many
        first, second = (random.randint(1, levels, count).astype(float) for _ in range(2))
        for correction in (False, True):
            found = stats.wilcoxon(first, second, mode="approx", correction=correction)
            yield first, second, "corrected" if correction else "approximate", found.statistic, found.pvalue


def studentized_range():
    mpmath.mp.dps = 60

    def tail(q, k):
        def integrand(z):
            inside = mpmath.ncdf(z) - mpmath.ncdf(z - q)
            return mpmath.npdf(z) * (mpmath.ncdf(z)**(k - 1) - inside**(k - 1))
        return k * mpmath.quad(integrand, mpmath.linspace(-14, q + 14, 57))

    for k in (2, 3, 4, 10, 30, 100):
        for q in (0.125, 1.0, 2.5, 3.5, 5.0, 8.0, 16.0):
            yield k, q, mpmath.nstr(tail(mpmath.mpf(q), k), 20), stats.studentized_range.sf(q, k, numpy.inf)


warnings.simplefilter("ignore")
write("quantile.csv", ["values", "p", "quantile"], quantiles())
write("rank.csv", ["values", "ranks"], ranks())
write("friedman.csv", ["methods", "instances", "scores", "chi_squared", "p", "f", "p_f"], friedman())
write("wilcoxon.csv", ["first", "second", "way", "statistic", "p"], wilcoxon())
write("studentized_range.csv", ["methods", "q", "tail", "scipy"], studentized_range())
