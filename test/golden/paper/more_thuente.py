"""The line search of Moré & Thuente 1994 (ACM TOMS 20(3), 286-307) alone, on its six test problems.

search() below is written from the paper, with the order of the tests and the safeguards as MINPACK-2's dcsrch and
dcstep have them, for any kind of number: it runs here at 60 digits and in doubles, and beside it MINPACK-2 itself,
in the Fortran that SciPy 1.10 carries (scipy.optimize.minpack2.dcsrch), in doubles.
Run:  /usr/bin/python3 more_thuente.py      (needs mpmath, numpy and scipy 1.10)
It writes more_thuente.csv beside itself: table (1 to 6, of the paper's section 5), first (the first trial), step (the
accepted one, 25 digits), evaluations (of the function at trials: that at 0 is not counted), slope (phi' there), then
minpack_step, minpack_evaluations, minpack_bits (yes: search() in doubles gives the same step to the bit), and what the
paper printed in tables I to VI: paper_step, paper_evaluations, paper_slope; and prints the differences. All evaluation
counts agree with the paper's, all steps, and all slopes but one (table II from 1e-3: 3.8e-9 here, 7.1e-9 printed).
Doubles differ from 60 digits by less than 4e-13, relatively, but for table VI from 1e3: 5.7e-10.
"""
import math
import os
from types import SimpleNamespace

import mpmath
from mpmath import mp, mpf, nstr

mp.dps = 60


def kind(a):                      # the functions of a's kind of number: floats' or mpmath's
    return math if isinstance(a, float) else mp


def plain(a, b):                  # a < b; another may be given to search(), which notes how near they were
    return a < b


def dcstep(x, y, p, bracketed, least, most, less):
    """Section 4 of the paper: the next trial from the best point x, the other end y and the trial p, each with
    .t (the step), .f and .d (phi' there). Returns the new (x, y, t, bracketed)."""
    D, sqrt = type(p.t), kind(p.t).sqrt
    opposite = less(p.d * (x.d / abs(x.d)), D(0))

    def root(theta, u, v, clip=False):              # sqrt(theta^2 - u v), scaled against overflow
        s = max(abs(theta), abs(u), abs(v))
        square = (theta / s)**2 - (u / s) * (v / s)
        return s * sqrt(max(D(0), square) if clip else square)

    if less(x.f, p.f):                              # case 1: a higher value
        theta = 3 * (x.f - p.f) / (p.t - x.t) + x.d + p.d
        gamma = root(theta, x.d, p.d)
        if p.t < x.t:
            gamma = -gamma
        r = ((gamma - x.d) + theta) / (((gamma - x.d) + gamma) + p.d)
        cubic = x.t + r * (p.t - x.t)
        quadratic = x.t + ((x.d / ((x.f - p.f) / (p.t - x.t) + x.d)) / 2) * (p.t - x.t)
        if abs(cubic - x.t) < abs(quadratic - x.t):
            t = cubic
        else:
            t = cubic + (quadratic - cubic) / 2
        return x, p, t, True
    if opposite:                                    # case 2: not higher, slopes of opposite signs
        theta = 3 * (x.f - p.f) / (p.t - x.t) + x.d + p.d
        gamma = root(theta, x.d, p.d)
        if p.t > x.t:
            gamma = -gamma
        r = ((gamma - p.d) + theta) / (((gamma - p.d) + gamma) + x.d)
        cubic = p.t + r * (x.t - p.t)
        secant = p.t + (p.d / (p.d - x.d)) * (x.t - p.t)
        return p, x, cubic if abs(cubic - p.t) > abs(secant - p.t) else secant, True
    if less(abs(p.d), abs(x.d)):                    # case 3: the same sign, a smaller slope
        theta = 3 * (x.f - p.f) / (p.t - x.t) + x.d + p.d
        gamma = root(theta, x.d, p.d, True)
        if p.t > x.t:
            gamma = -gamma
        r = ((gamma - p.d) + theta) / ((gamma + (x.d - p.d)) + gamma)
        if r < 0 and gamma != 0:
            cubic = p.t + r * (x.t - p.t)
        else:
            cubic = most if p.t > x.t else least
        secant = p.t + (p.d / (p.d - x.d)) * (x.t - p.t)
        if bracketed:
            t = cubic if abs(cubic - p.t) < abs(secant - p.t) else secant
            bound = p.t + D('0.66') * (y.t - p.t)
            t = min(bound, t) if p.t > x.t else max(bound, t)
        else:
            t = cubic if abs(cubic - p.t) > abs(secant - p.t) else secant
            t = max(least, min(most, t))
    elif bracketed:                                 # case 4: the same sign, a slope not smaller
        theta = 3 * (p.f - y.f) / (y.t - p.t) + y.d + p.d
        gamma = root(theta, y.d, p.d)
        if p.t > y.t:
            gamma = -gamma
        r = ((gamma - p.d) + theta) / (((gamma - p.d) + gamma) + y.d)
        t = p.t + r * (y.t - p.t)
    else:
        t = most if p.t > x.t else least
    return p, y, t, bracketed


def search(phi, f0, d0, first, ftol, gtol, xtol, stpmin, stpmax, evaluations=20, less=plain):
    """phi(t) gives (f, phi'). Returns (t, evaluations, how): how it ended: 'convergence', 'rounding', 'xtol',
    'stpmax', 'stpmin' or 'evaluations' (t is then the best point so far)."""
    D = type(first)
    test, t, count = ftol * d0, first, 0            # test: the slope of the line of sufficient decrease
    bracketed, stage = False, 1
    width = stpmax - stpmin
    before = 2 * width
    x = y = SimpleNamespace(t=D(0), f=f0, d=d0)
    least, most = D(0), t + 4 * t
    while count < evaluations:
        f, d = phi(t)
        count += 1
        line = f0 + t * test
        above = less(line, f)
        if stage == 1 and not above and not less(d, D(0)):
            stage = 2
        if not above and not less(gtol * -d0, abs(d)):
            return t, count, 'convergence'          # it outweighs every warning
        if t == stpmin and (above or d >= test):
            return t, count, 'stpmin'
        if t == stpmax and not above and d <= test:
            return t, count, 'stpmax'
        if bracketed and most - least <= xtol * most:
            return t, count, 'xtol'
        if bracketed and (t <= least or t >= most):
            return t, count, 'rounding'
        p = SimpleNamespace(t=t, f=f, d=d)
        if stage == 1 and above and not less(x.f, f):
            def lean(q, sign): return SimpleNamespace(t=q.t, f=q.f - sign * q.t * test, d=q.d - sign * test)
            x, y, t, bracketed = dcstep(lean(x, 1), lean(y, 1), lean(p, 1), bracketed, least, most, less)
            x, y = lean(x, -1), lean(y, -1)         # (back to phi from psi)
        else:
            x, y, t, bracketed = dcstep(x, y, p, bracketed, least, most, less)
        if bracketed:
            if not less(abs(y.t - x.t), D('0.66') * before):
                t = x.t + (y.t - x.t) / 2
            before, width = width, abs(y.t - x.t)
            least, most = min(x.t, y.t), max(x.t, y.t)
        else:
            least, most = t + D('1.1') * (t - x.t), t + 4 * (t - x.t)
        t = min(max(t, stpmin), stpmax)
        if bracketed and (t <= least or t >= most or most - least <= xtol * most):
            t = x.t
    return x.t, count, 'evaluations'


# The test functions (5.1) to (5.4) of the paper: phi(t) -> (f, phi').

def rational(t):                  # (5.1), beta = 2
    return -t / (t * t + 2), (t * t - 2) / (t * t + 2)**2


def quintic(t):                   # (5.2), beta = 0.004
    b = t + type(t)('0.004')
    return b**5 - 2 * b**4, 5 * b**4 - 8 * b**3


def oscillating(t):               # (5.3), beta = 0.01, l = 39
    D, m = type(t), kind(t)
    beta, w = D('0.01'), 39 * +m.pi / 2
    if t <= 1 - beta:
        f, d = 1 - t, D(-1)
    elif t >= 1 + beta:
        f, d = t - 1, D(1)
    else:
        f, d = (t - 1)**2 / (2 * beta) + beta / 2, (t - 1) / beta
    return f + (1 - beta) / w * m.sin(w * t), d + (1 - beta) * m.cos(w * t)


def yanai(beta1, beta2):          # (5.4)
    def phi(t):
        D, sqrt = type(t), kind(t).sqrt
        a, b = D(beta1), D(beta2)
        u, v = sqrt((1 - t)**2 + b * b), sqrt(t * t + a * a)
        p, q = sqrt(1 + a * a) - a, sqrt(1 + b * b) - b
        return p * u + q * v, p * (t - 1) / u + q * t / v
    return phi


TABLES = [                        # phi, mu, eta; and as printed, from 1e-3, 1e-1, 1e1, 1e3: m, t_m, phi'(t_m)
    (rational, '1e-3', '1e-1', '6 1.4 -9.2e-3; 3 1.4 4.7e-3; 1 10 9.4e-3; 4 37 7.3e-4'),
    (quintic, '1e-1', '1e-1', '12 1.6 7.1e-9; 8 1.6 1.0e-10; 8 1.6 -5.0e-9; 11 1.6 -2.3e-8'),
    (oscillating, '1e-1', '1e-1', '12 1.0 -5.1e-5; 12 1.0 -1.9e-4; 10 1.0 -2.0e-6; 13 1.0 -1.6e-5'),
    (yanai('0.001', '0.001'), '1e-3', '1e-3', '4 0.08 -6.9e-5; 1 0.10 -4.9e-5; 3 0.35 -2.9e-6; 4 0.83 1.6e-5'),
    (yanai('0.01', '0.001'), '1e-3', '1e-3', '6 0.075 1.9e-4; 3 0.078 7.4e-4; 7 0.073 -2.6e-4; 8 0.076 4.5e-4'),
    (yanai('0.001', '0.01'), '1e-3', '1e-3', '13 0.93 5.2e-4; 11 0.93 8.4e-5; 8 0.92 -2.4e-4; 11 0.92 -3.2e-4')]
FIRST = '1e-3', '1e-1', '1e1', '1e3'


def minpack(phi, first, ftol, gtol, xtol, stpmin, stpmax):
    import warnings
    import numpy
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        from scipy.optimize.minpack2 import dcsrch
        isave, dsave = numpy.zeros(2, numpy.intc), numpy.zeros(13)
        t, (f, d), task, count = first, phi(0.0), b'START', 0
        while True:
            t, f, d, task = dcsrch(t, f, d, ftol, gtol, xtol, task, stpmin, stpmax, isave, dsave)
            if task[:2] != b'FG':
                return t, count, task.strip().decode()
            f, d = map(float, phi(t))
            count += 1


def main():
    with open(os.path.splitext(os.path.abspath(__file__))[0] + '.csv', 'w') as out:
        print('table;first;step;evaluations;slope;minpack_step;minpack_evaluations;minpack_bits;paper_step;'
              'paper_evaluations;paper_slope', file=out)
        for number, (phi, mu, eta, printed) in enumerate(TABLES, 1):
            for first, cells in zip(FIRST, printed.split(';')):
                given = [first, mu, eta, '2.2e-16', '1e-20', '1e20']
                t, count, how = search(phi, *phi(mpf(0)), *map(mpf, given))
                s, again, how2 = search(phi, *phi(0.0), *map(float, given))
                u, counted, how3 = minpack(phi, *map(float, given))
                slope = phi(t)[1]
                m, step, slope_printed = cells.split()
                print(number, first, nstr(t, 25), count, nstr(slope, 10), repr(u), counted,
                      'yes' if s == u and again == counted else 'no', step, m, slope_printed, sep=';', file=out)
                print(number, first, how, how2, how3, count, again, counted, m, 'step', nstr(t, 6), step,
                      'slope', nstr(slope, 3), slope_printed, 'of minpack', nstr(abs(t - u), 2),
                      'of doubles', nstr(abs(mpf(s) - u), 2))


if __name__ == '__main__':
    main()
