#!/usr/bin/python3
"""Further reference trajectories in the manner of like/trajectories.py: how optax and ensmallen step with their own defaults.

Formulas written by hand after reading the sources named beside each rule (no library is imported). All arithmetic is IEEE
double. A rule is a function (x0, lr) -> step, where step(x, g, f) takes the current point, the gradient and the value there
and returns the next point. The coordinates are ONE parameter tensor (one leaf / one matrix).
Run:  /usr/bin/python3 further.py           It writes further.csv beside itself: library;method;problem;step;x

O = google-deepmind/optax 0.2.9.dev     (git 2edbcbe2390d)      optax/_src/, optax/contrib/
E = mlpack/ensmallen     3.11.1         (git f65354c0420b)      include/ensmallen_bits/, batch size 1
"""
from math import exp, sqrt, tanh

from variants import bowl, dot, each, ema, ema2, rosenbrock, zeros


def simplified_ademamix(b1=0.99, b2=0.95, alpha=0.0, eps=1e-8):
    # O contrib/_ademamix.py:simplified_ademamix: m = g + b1 m; n = b2 n + (1-b2) g^2 written as a lerp from g^2; only n
    # corrected; eps outside the root
    def make(x0, lr):
        m, n, t = zeros(x0), zeros(x0), [0]

        def step(x, g, f):
            t[0] += 1
            m[:] = each(lambda a, c: c + b1 * a, m, g)
            n[:] = each(lambda a, c: c * c + b2 * (a - c * c), n, g)
            c2 = 1 - b2 ** t[0]
            return each(lambda p, a, c, q: p - lr * ((a + alpha * c) / (sqrt(q / c2) + eps)), x, m, g, n)
        return step
    return make


def swats(b1=0.9, b2=0.999, eps=1e-8):
    # E swats/swats_update.hpp: eps is both what stands beside the CORRECTED root (paper: beside the raw one, the corrections in
    # the rate) and the tolerance of the switch; 1e-8 (paper: 1e-9); otherwise Algorithm 1 (one buffer serves as both v)
    def make(x0, lr):
        m, v, t, rate, average, sgd = zeros(x0), zeros(x0), [0], [0.0], [0.0], [False]

        def step(x, g, f):
            t[0] += 1
            if sgd[0]:
                v[:] = each(lambda a, c: b1 * a + c, v, g)
                return each(lambda p, a: p - (1 - b1) * rate[0] * a, x, v)
            m[:] = ema(m, g, b1)
            v[:] = ema2(v, g, b2)
            c1, c2 = 1 - b1 ** t[0], 1 - b2 ** t[0]
            delta = each(lambda a, q: lr * a / c1 / (sqrt(q / c2) + eps), m, v)
            if dot(delta, g) != 0:
                gamma = dot(delta, delta) / dot(delta, g)
                average[0] = b2 * average[0] + (1 - b2) * gamma
                rate[0] = average[0] / c2
                if abs(rate[0] - gamma) < eps and t[0] > 1:
                    sgd[0] = True
                    v[:] = zeros(x)
            return each(lambda p, d: p - d, x, delta)
        return step
    return make


def demon(t, initial=0.9, steps=100):
    # E demon_sgd/demon_sgd_update.hpp, demon_adam/demon_adam_update.hpp: t counts from 0, steps = the most iterations
    decay = initial * (1 - t / steps)
    return decay / ((1 - initial) + decay)


def demon_sgd(x0, lr):
    # E demon_sgd/demon_sgd_update.hpp: it is the POINT that is multiplied by beta_t (paper: the velocity; there is none here)
    t = [0]

    def step(x, g, f):
        beta = demon(t[0])
        t[0] += 1
        return each(lambda p, c: beta * p - lr * c, x, g)
    return step


def demon_adam(x0, lr):
    # E demon_adam/demon_adam_update.hpp: the POINT is multiplied by beta_t, then Adam's step is made (adam/adam_update.hpp: b .9
    # .999 constant, eps 1e-8 beside the raw root, the corrections in the rate)
    m, v, t = zeros(x0), zeros(x0), [0]

    def step(x, g, f):
        beta = demon(t[0])
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        rate = lr * sqrt(1 - 0.999 ** t[0]) / (1 - 0.9 ** t[0])
        return each(lambda p, a, q: beta * p - rate * a / (sqrt(q) + 1e-8), x, m, v)
    return step


def spalera(lam=0.01, alpha=0.001, eps=1e-6, adapt=3.10e-8):
    # E spalera_sgd/spalera_stepsize.hpp, spalera_sgd_impl.hpp: one function, batch size 1 (mbRatio 1); the threshold is lam times
    # the first f; a rate for each coordinate. An alarm also sets the count of the steps made back (authors' program: only the
    # test's); lam .01 (there: .1)
    def make(x0, lr):
        rates, sums, before = [1.0] * len(x0), zeros(x0), x0[:]
        s = {'mu': 0.0, 'un': 0.0, 'mn': 0.0, 'loss': 0.0, 'k': 0, 'n': 0, 'limit': None}

        def step(x, g, f):
            if s['limit'] is None:
                s['limit'] = f * lam
            k = s['k']
            s['loss'] = f if k > 1 else (k * s['loss'] + f) / (k + 1)
            s['mu'] = (k * s['mu'] + s['loss']) / (k + 1)
            s['un'] += s['loss'] - s['mu']
            s['mn'] = min(s['mn'], s['un'])
            if s['un'] - s['mn'] > s['limit']:
                rates[:] = [a / 2 for a in rates]
                s.update(mu=0.0, un=0.0, mn=0.0, loss=0.0, k=0, n=0)
                return before[:]
            d = len(x)
            expected = alpha / (2 - alpha) * (1 - (1 - alpha) ** (2 * (s['n'] + 1))) / d
            deviation = alpha / sqrt(d) / sqrt(d)
            size = sqrt(dot(g, g))
            sums[:] = [a * (1 - alpha) for a in sums]
            if size > eps:
                sums[:] = each(lambda a, c: a + c * (alpha / size), sums, g)
            rates[:] = each(lambda r, a: r * exp((a * a - expected) * (adapt / deviation)), rates, sums)
            before[:] = x
            s['n'] += 1
            s['k'] += 1
            return each(lambda p, r, c: p - lr * (r * c), x, rates, g)
        return step
    return make


RUNS = [  # (library, the method, its rule, the rate)
    ('optax', 'simplified_ademamix(lr=0.001)', simplified_ademamix(), 0.001),
    ('optax', 'simplified_ademamix(lr=0.0005, beta1=0.9, beta2=0.999, alpha=20)', simplified_ademamix(0.9, 0.999, 20.0),
     0.0005),
    ('ensmallen', 'swats(lr=0.02)', swats(), 0.02),
    ('ensmallen', 'swats(lr=0.02, epsilon=1e-5, switch_tolerance=1e-5)', swats(eps=1e-5), 0.02),
    ('ensmallen', 'swats(lr=0.02, epsilon=4e-4, switch_tolerance=4e-4)', swats(eps=4e-4), 0.02),
    ('ensmallen', 'demon_sgd(lr=0.0005)', demon_sgd, 0.0005),
    ('ensmallen', 'demon_adam(lr=0.02)', demon_adam, 0.02),
    ('ensmallen', 'spalera(lr=0.01)', spalera(), 0.01),
    ('ensmallen', 'spalera(lr=0.01, alpha=0.1, adapt_rate=0.001)', spalera(alpha=0.1, adapt=0.001), 0.01),
]


def network(x):  # one hidden neuron fitted to three points
    f, g = 0.0, zeros(x)
    for a, y in ((-1.0, -0.4), (0.5, 0.7), (2.0, 0.9)):
        h = tanh(x[0] * a + x[1])
        e = x[2] * h + x[3] - y
        inner = 2 * e * x[2] * (1 - h * h)
        f += e * e
        g = each(lambda p, q: p + q, g, [inner * a, inner, 2 * e * h, 2 * e])
    return f, g


PROBLEMS = {'bowl': (bowl, [5.0, 5.0]), 'rosenbrock': (rosenbrock, [-1.2, 1.0]), 'network': (network, [0.3, -0.2, 0.5, 0.1])}


def main(out, steps=100):
    with open(out, 'w') as file:
        print('library;method;problem;step;x', file=file)
        for library, name, make, lr in RUNS:
            for problem, (function, start) in PROBLEMS.items():
                x, step = start[:], make(start[:], lr)
                for k in range(steps + 1):
                    if k:
                        f, g = function(x)
                        x = step(x, g, f)
                    if k % 10 == 0:
                        print(library, name, problem, k, ','.join(map(repr, x)), sep=';', file=file)


if __name__ == '__main__':
    main(__file__.replace('.py', '.csv'))
