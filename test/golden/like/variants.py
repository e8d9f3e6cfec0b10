#!/usr/bin/python3
"""More reference trajectories in the manner of like/trajectories.py: how optax and ensmallen step with their own defaults.

Formulas written by hand after reading the sources named beside each rule (no library is imported).
All arithmetic is IEEE double.  Every rule is a function (x0, lr) -> step, where step(x, g, f) takes the
current point, the gradient and the value there and returns the next point.  The coordinates are ONE
parameter tensor (one leaf / one matrix), so norms and sums run over all of them.

O = google-deepmind/optax 0.2.9.dev     (git 2edbcbe2390d)      optax/_src/, optax/contrib/
E = mlpack/ensmallen     3.11.1         (git f65354c0420b)      include/ensmallen_bits/, batch size 1
"""
import sys
from math import sqrt, tanh


def zeros(x):
    return [0.0] * len(x)


def norm(v):
    return sqrt(sum(a * a for a in v))


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def each(fn, *vs):
    return [fn(*t) for t in zip(*vs)]


def ema(m, g, b):            # b*m + (1-b)*g
    return [b * a + (1 - b) * c for a, c in zip(m, g)]


def ema2(v, g, b):           # b*v + (1-b)*g^2
    return [b * a + (1 - b) * c * c for a, c in zip(v, g)]


# =========================================================================== ensmallen

def adabound(amsgrad):
    # E ada_bound/ada_bound_update.hpp, ams_bound_update.hpp: final 0.1, gamma 1e-3, b .9 .999, eps 1e-8 outside the root of
    # the raw v (amsgrad: of its largest so far); both corrections in the rate; rate clipped; no 1/sqrt(t)
    def make(x0, lr):
        m, v, w, t = zeros(x0), zeros(x0), zeros(x0), [0]

        def step(x, g, f):
            t[0] += 1
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            w[:] = each(max, w, v) if amsgrad else v
            a = lr * sqrt(1 - 0.999 ** t[0]) / (1 - 0.9 ** t[0])
            low, high = 0.1 * (1 - 1 / (1e-3 * t[0] + 1)), 0.1 * (1 + 1 / (1e-3 * t[0]))
            return each(lambda p, c, q: p - min(max(a / (sqrt(q) + 1e-8), low), high) * c, x, m, w)
        return step
    return make


def ftml(b1):
    # E ftml/ftml_update.hpp: b1 .9, b2 .999, eps 1e-8 outside the corrected root (its iteration counter has no initial
    # value there: taken as 0)
    def make(x0, lr):
        v, z, d, t = zeros(x0), zeros(x0), zeros(x0), [0]

        def step(x, g, f):
            t[0] += 1
            v[:] = ema2(v, g, 0.999)
            c1, c2 = 1 - b1 ** t[0], 1 - 0.999 ** t[0]
            old = d[:]
            d[:] = [c1 / lr * (sqrt(q / c2) + 1e-8) for q in v]
            sigma = each(lambda n, o: n - b1 * o, d, old)
            z[:] = each(lambda a, c, s, p: b1 * a + (1 - b1) * c - s * p, z, g, sigma, x)
            return each(lambda a, n: -a / n, z, d)
        return step
    return make


def smorms3(x0, lr):
    # E smorms3/smorms3_update.hpp: eps 1e-16 in both denominators; the memory forgets by the CLIPPED ratio (Funk: unclipped)
    mem, m, v = [1.0] * len(x0), zeros(x0), zeros(x0)

    def step(x, g, f):
        r = [1 / (a + 1) for a in mem]
        m[:] = each(lambda k, a, c: (1 - k) * a + k * c, r, m, g)
        v[:] = each(lambda k, a, c: (1 - k) * a + k * c * c, r, v, g)
        q = each(lambda a, b: min(max(a * a / (b + 1e-16), 0.0), lr), m, v)
        mem[:] = each(lambda a, k: a * (1 - k) + 1, mem, q)
        return each(lambda p, c, k, b: p - c * k / (sqrt(b) + 1e-16), x, g, q, v)
    return step


def wngrad(x0, lr):
    # E wn_grad/wn_grad_update.hpp: b from 1, b += lr^2 |g|^2 / b BEFORE the step (also the first), x -= lr g / b
    # (|g| is arma::norm: Euclid's for a vector, but the greatest singular value for a matrix of several columns)
    b = [1.0]

    def step(x, g, f):
        b[0] += lr * lr / b[0] * norm(g) ** 2
        return each(lambda p, c: p - lr * c / b[0], x, g)
    return step


def adasqrt(x0, lr):
    # E ada_sqrt/ada_sqrt_update.hpp: eps 1e-8 added to the sum of squares, no root
    s, t = zeros(x0), [0]

    def step(x, g, f):
        t[0] += 1
        s[:] = each(lambda a, c: a + c * c, s, g)
        return each(lambda p, c, a: p - lr * sqrt(t[0]) * c / (a + 1e-8), x, g, s)
    return step


def eve(x0, lr):
    # E eve/eve_impl.hpp: b .9 .999 .999, eps 1e-8 outside the corrected root AND beside min(f, f_prev); clip 10; d = 1 at first
    m, v, t, d, last = zeros(x0), zeros(x0), [0], [1.0], [0.0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        if t[0] > 1:
            r = abs(f - last[0]) / (min(f, last[0]) + 1e-8)
            d[0] = 0.999 * d[0] + (1 - 0.999) * min(max(r, 1 / 10), 10)
        last[0] = f
        c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
        return each(lambda p, a, q: p - lr / d[0] * (a / c1) / (sqrt(q / c2) + 1e-8), x, m, v)
    return step


def nadamax(x0, lr):
    # E adam/nadamax_update.hpp: mu_t = .9 (1 - .5 .96^(.004 t)), m by the constant .9, u = max(.999 u, |g|) (b2 as AdamType
    # passes it; NadaMaxUpdate's own default is .99), eps 1e-8 beside u
    m, u, t, prod = zeros(x0), zeros(x0), [0], [1.0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        u[:] = each(lambda a, c: max(0.999 * a, abs(c)), u, g)
        mu = 0.9 * (1 - 0.5 * 0.96 ** (t[0] * 0.004))
        mu1 = 0.9 * (1 - 0.5 * 0.96 ** ((t[0] + 1) * 0.004))
        prod[0] *= mu
        return each(lambda p, c, a, q: p - lr * ((1 - mu) / (1 - prod[0]) * c + mu1 / (1 - prod[0] * mu1) * a) / (q + 1e-8),
                    x, g, m, u)
    return step


# =========================================================================== optax

def sm3(rows):
    # O transform.py:scale_by_sm3, alias.py:sm3: b1 .9 an average of g/sqrt, b2 1, eps 1e-8 UNDER the root (0 where the sum is 0);
    # rows = 0: a vector (each coordinate its own accumulator); else a matrix of so many rows
    def make(x0, lr):
        n = len(x0)
        columns = n // rows if rows else 1
        m, v, over_rows, over_columns = zeros(x0), zeros(x0), [0.0] * max(rows, 1), [0.0] * columns

        def step(x, g, f):
            if rows:
                v[:] = [min(over_rows[i // columns], over_columns[i % columns]) for i in range(n)]
            v[:] = each(lambda a, c: c * c + a, v, g)
            if rows:
                over_rows[:] = [max(v[i * columns:(i + 1) * columns]) for i in range(rows)]
                over_columns[:] = [max(v[j::columns]) for j in range(columns)]
            m[:] = ema(m, each(lambda c, a: c / sqrt(a + 1e-8) if a > 0 else 0.0, g, v), 0.9)
            return each(lambda p, c: p - lr * c, x, m)
        return step
    return make


def fromage(x0, lr):
    # O alias.py:fromage: |x| and |g| at least 1e-6; x - lr k r g + (k - 1) x with k = 1/sqrt(1 + lr^2), r = |x|/|g|
    k = 1 / (1 + lr ** 2) ** 0.5

    def step(x, g, f):
        r = max(norm(x), 1e-6) / max(norm(g), 1e-6)
        return each(lambda p, c: p + (-lr * k * (c * r) + (k - 1) * p), x, g)
    return step


def optimistic_gradient(alpha, beta):
    # O alias.py:optimistic_gradient_descent, transform.py:scale_by_optimistic_gradient: alpha 1, beta 1; the gradient before
    # the first is the first
    def make(x0, lr):
        prev = [None]

        def step(x, g, f):
            old = g if prev[0] is None else prev[0]
            prev[0] = g
            return each(lambda p, a, b: p - lr * ((alpha + beta) * a - beta * b), x, g, old)
        return step
    return make


def momo(x0, lr):
    # O contrib/_momo.py:momo: beta .9, but 0 at the first step (averages start at the first values); bound 0; no step if
    # |m|^2 <= 2.2e-16
    m, s = zeros(x0), {'f': 0.0, 'c': 0.0, 'b': 0.0}

    def step(x, g, f):
        b = s['b']
        s['b'] = 0.9
        s['f'] = b * s['f'] + (1 - b) * f
        m[:] = ema(m, g, b)
        s['c'] = b * s['c'] + (1 - b) * dot(g, x)
        n = dot(m, m)
        tau = max(s['f'] - s['c'] + dot(m, x), 0.0) / n if n > 2.220446049250313e-16 else 0.0
        return each(lambda p, a: p - min(lr, tau) * a, x, m)
    return step


def momo_adam(x0, lr):
    # O contrib/_momo.py:momo_adam: b .9 .999, eps 1e-8 outside the corrected root; m, f and <g,x> averaged from 0, uncorrected;
    # the bound of the step is lr/(1 - b1^t); bound 0
    m, v, s = zeros(x0), zeros(x0), {'f': 0.0, 'c': 0.0, 't': 0}

    def step(x, g, f):
        s['t'] += 1
        c1, c2 = 1 - 0.9 ** s['t'], 1 - 0.999 ** s['t']
        s['f'] = 0.9 * s['f'] + (1 - 0.9) * f
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        s['c'] = 0.9 * s['c'] + (1 - 0.9) * dot(g, x)
        w = each(lambda a, q: a / (1e-8 + sqrt(q / c2)), m, v)
        n = dot(m, w)
        tau = max(s['f'] - s['c'] + dot(m, x), 0.0) / n if n > 2.220446049250313e-16 else 0.0
        tau = min(lr / c1, tau)
        return each(lambda p, a: p - tau * a, x, w)
    return step


def acprop(x0, lr):
    # O contrib/_acprop.py: b .9 .999, eps 1e-16 outside, 1e-16 added into the stored s; numerator g; s of the step before,
    # corrected by its own count, 1 at the first step; s takes (g - m_OLD)^2 (its text and the paper: the new m)
    m, s, t = zeros(x0), zeros(x0), [0]

    def step(x, g, f):
        hat = [q / (1 - 0.999 ** t[0]) for q in s] if t[0] else [1.0] * len(x)
        s[:] = [q + 1e-16 for q in ema2(s, each(lambda c, a: c - a, g, m), 0.999)]
        m[:] = ema(m, g, 0.9)
        t[0] += 1
        return each(lambda p, c, q: p - lr * (c / (sqrt(q) + 1e-16)), x, g, hat)
    return step


def adamaxw(x0, lr):
    # O alias.py:adamaxw: adamax (u = max(.999 u, |g| + 1e-8)), then + 1e-4 x(old), then times -lr
    m, u, t = zeros(x0), zeros(x0), [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        u[:] = each(lambda a, c: max(abs(c) + 1e-8, 0.999 * a), u, g)
        c1 = 1 - 0.9 ** t[0]
        return each(lambda p, a, q: p - lr * (a / c1 / q + 1e-4 * p), x, m, u)
    return step


def nadamw(x0, lr):
    # O alias.py:nadamw = adamw(nesterov=True): b1 m/(1-b1^(t+1)) + (1-b1) g/(1-b1^t) over sqrt(v/(1-b2^t)) + 1e-8, + 1e-4 x(old)
    m, v, t = zeros(x0), zeros(x0), [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        c1, c1n, c2 = 1 - 0.9 ** t[0], 1 - 0.9 ** (t[0] + 1), 1 - 0.999 ** t[0]
        return each(lambda p, a, c, q: p - lr * ((0.9 * a / c1n + (1 - 0.9) * c / c1) / (sqrt(q / c2) + 1e-8) + 1e-4 * p),
                    x, m, g, v)
    return step


BOTH = ('bowl', 'rosenbrock')
RUNS = [  # (library, the method with %r for the rate, its rule, the rate, the problems)
    ('ensmallen', 'adabound(lr=%r)', adabound(False), 0.02, BOTH),
    ('ensmallen', 'adabound(lr=%r)', adabound(False), 0.001, BOTH),
    ('ensmallen', 'adabound(lr=%r, amsgrad=true)', adabound(True), 0.02, BOTH),
    ('ensmallen', 'ftml(lr=%r)', ftml(0.9), 0.02, BOTH),
    ('ensmallen', 'ftml(lr=%r, beta1=0.6)', ftml(0.6), 0.0025, BOTH),
    ('ensmallen', 'smorms3(lr=%r)', smorms3, 0.01, BOTH),
    ('ensmallen', 'smorms3(lr=%r)', smorms3, 0.001, BOTH),
    ('ensmallen', 'wngrad(lr=%r)', wngrad, 0.562, BOTH),
    ('ensmallen', 'wngrad(lr=%r)', wngrad, 0.002, BOTH),
    ('ensmallen', 'adasqrt(lr=%r)', adasqrt, 0.01, BOTH),
    ('ensmallen', 'adasqrt(lr=%r)', adasqrt, 2.0, BOTH),
    ('ensmallen', 'eve(lr=%r)', eve, 0.02, BOTH),
    ('ensmallen', 'nadamax(lr=%r)', nadamax, 0.02, BOTH),
    ('optax', 'sm3(lr=%r)', sm3(0), 0.1, BOTH),
    ('optax', 'sm3(lr=%r)', sm3(4), 0.1, ('tall',)),
    ('optax', 'fromage(lr=%r)', fromage, 0.005, BOTH),
    ('optax', 'fromage(lr=%r)', fromage, 0.01, ('bowl',)),
    ('optax', 'optimistic_gradient(lr=%r)', optimistic_gradient(1.0, 1.0), 0.0008, BOTH),
    ('optax', 'optimistic_gradient(lr=%r, alpha=0.8, beta=0.5)', optimistic_gradient(0.8, 0.5), 0.0008, BOTH),
    ('optax', 'momo(lr=%r)', momo, 1.0, ('bowl',)),
    ('optax', 'momo(lr=%r)', momo, 0.005, BOTH),
    ('optax', 'momo_adam(lr=%r)', momo_adam, 0.01, BOTH),
    ('optax', 'momo_adam(lr=%r)', momo_adam, 0.1, BOTH),
    ('optax', 'acprop(lr=%r)', acprop, 0.0001, BOTH),
    ('optax', 'acprop(lr=%r)', acprop, 0.001, BOTH),
    ('optax', 'adamax(lr=%r) | weight_decay(1e-4)', adamaxw, 0.02, BOTH),
    ('optax', 'nadam(lr=%r) | weight_decay(1e-4)', nadamw, 0.02, BOTH),
]


def bowl(x):
    return 5 * x[0] ** 2 + x[1] ** 2, [10 * x[0], 2 * x[1]]


def rosenbrock(x):
    a, b = 1 - x[0], x[1] - x[0] ** 2
    return a * a + 100 * b * b, [-2 * a - 400 * x[0] * b, 200 * b]


def tall(x):  # matrix_problems.csv: 4x2
    f, g = 0.1 * dot(x, x), [0.2 * a for a in x]
    for i in range(4):
        h = tanh(x[2 * i] + 0.5 * x[2 * i + 1])
        e = h - (0.2, 0.4, 0.6, 0.8)[i]
        f += e * e
        g[2 * i] += 2 * e * (1 - h * h)
        g[2 * i + 1] += e * (1 - h * h)
    return f, g


PROBLEMS = {'bowl': (bowl, [5.0, 5.0]), 'rosenbrock': (rosenbrock, [-1.2, 1.0]),
            'tall': (tall, [-0.1, 0.1, 0.2, 0.4, 0.5, 0.7, 0.8, 1.0])}


def run(make, lr, problem, steps=100, start=None):
    fn, x0 = PROBLEMS[problem]
    x = list(start or x0)
    step = make(x[:], lr)
    path = [x[:]]
    for _ in range(steps):
        f, g = fn(x)
        x = step(x, g, f)
        path.append(x[:])
    return path


def main(out):
    rows = 0
    with open(out, 'w') as plain, open(out.replace('.csv', '_matrix.csv'), 'w') as matrix:
        for h in plain, matrix:
            h.write('library;method;problem;step;x\n')
        for lib, name, make, lr, problems in RUNS:
            for problem in problems:
                h = matrix if problem == 'tall' else plain
                path = run(make, lr, problem)
                for k in range(0, 101, 10):
                    h.write('%s;%s;%s;%d;%s\n' % (lib, name % lr, problem, k, ','.join(map(repr, path[k]))))
                    rows += 1
    return rows


if __name__ == '__main__':
    print(main(sys.argv[1] if len(sys.argv) > 1 else __file__.replace('.py', '.csv')), 'rows')
