"""Reference trajectories of further optimisation methods, from their papers, at 60 digits.

Written from the papers' formulas; Simplified AdEMAMix and SPALeRA as their authors' programs have them. A rule works on
whole vectors: rule(s, t, x, p) returns the new x; s is its state (m and v start at 0), t counted from 1, p the problem
(p.f, p.g).
Run:  /usr/bin/python3 further.py           (needs mpmath and numpy), then rounding.py
It writes further.csv beside itself (method;problem;step;x with 25 significant digits, steps
0, 10, ..., 100) and prints the argument nearest to each switch, relatively, and what a rule tells.
"""
import os
from types import SimpleNamespace

import numpy as np
from mpmath import mp, mpf as D, sqrt, exp, nstr

mp.dps = 60
STEPS = 100
nearest, current, clock = {}, None, 0      # (method, problem) -> the smallest (switch argument, t)

def numbers(text): return np.array([D(a) for a in text.split()])
def root(a): return np.array([sqrt(q) for q in a])
def mean(old, new, beta): return old * beta + new * (1 - beta)
def tanh(a): return 1 - 2 / (exp(2 * a) + 1)

def less(a, b):                   # a < b; notes how near to each other the two came, relatively
    size = max(abs(a), abs(b))
    if size:
        nearest[current] = min(nearest.get(current, (D('inf'), 0)), (abs(a - b) / size, clock))
    return a < b

def tell(what): print(f'{current[0]} on {current[1]}, step {clock}: {what}')

bowl = SimpleNamespace(           # 5 x1^2 + x2^2
    name='bowl', start='5 5', f=lambda x: 5 * x[0]**2 + x[1]**2,
    g=lambda x: np.array([10 * x[0], 2 * x[1]]))
rosenbrock = SimpleNamespace(     # (1 - x1)^2 + 100 (x2 - x1^2)^2
    name='rosenbrock', start='-1.2 1', f=lambda x: (1 - x[0])**2 + 100 * (x[1] - x[0]**2)**2,
    g=lambda x: np.array([-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0]**2), 200 * (x[1] - x[0]**2)]))

POINTS = [(D(a), D(y)) for a, y in (('-1', '-0.4'), ('0.5', '0.7'), ('2', '0.9'))]

def network_error(x, a, y): return x[2] * tanh(x[0] * a + x[1]) + x[3] - y

def network_gradient(x):
    out = x * 0
    for a, y in POINTS:
        h, e = tanh(x[0] * a + x[1]), 2 * network_error(x, a, y)
        out = out + np.array([x[2] * (1 - h * h) * a, x[2] * (1 - h * h), h, D(1)]) * e
    return out

network = SimpleNamespace(        # one hidden neuron fitted to three points
    name='network', start='0.3 -0.2 0.5 0.1', g=network_gradient,
    f=lambda x: sum(network_error(x, a, y)**2 for a, y in POINTS))

def simplified_ademamix(lr, b1='0.99', b2='0.95', alpha='0', eps='1e-8'):
    # Morwani et al. 2025 (2502.02431), Simplified AdEMAMix, as simplified_AdEMAMix.py has it, without its warm-up: the
    # sum of the gradients (no 1 - b1, no correction) and alpha times the newest, over Adam's corrected root, epsilon
    # beside it
    lr, b1, b2, alpha, eps = D(lr), D(b1), D(b2), D(alpha), D(eps)
    def rule(s, t, x, p):
        g = p.g(x)
        s.m = s.m * b1 + g                              # m_t = b1 m_(t-1) + g_t
        s.v = mean(s.v, g * g, b2)                      # nu_t = b2 nu_(t-1) + (1 - b2) g_t^2
        return x - (g * alpha + s.m) / (root(s.v / (1 - b2**t)) + eps) * lr
    return rule

def swats(lr='0.001', b1='0.9', b2='0.999', eps='1e-9', tolerance='1e-9'):
    # Keskar & Socher 2017 (1712.07628), Algorithm 1; their one epsilon is both eps and tolerance.
    # s.L is Lambda, None as long as the phase is Adam's; all coordinates switch together
    lr, b1, b2, eps, tolerance = D(lr), D(b1), D(b2), D(eps), D(tolerance)
    def rule(s, t, x, p):
        g = p.g(x)
        if t == 1:
            s.l, s.L = D(0), None
        if s.L is not None:
            s.u = s.u * b1 + g                          # v_k = b1 v_(k-1) + g_k, from 0 at the switch
            return x - s.u * ((1 - b1) * s.L)           # w_k = w_(k-1) - (1 - b1) Lambda v_k
        s.m, s.v = mean(s.m, g, b1), mean(s.v, g * g, b2)       # m_k, a_k
        step = s.m / (root(s.v) + eps) * (-lr * sqrt(1 - b2**t) / (1 - b1**t))     # p_k: the raw root
        if step @ g != 0:                               # else lambda_k is the one before
            gamma = (step @ step) / -(step @ g)         # gamma_k = p.p / -p.g, of all coordinates
            s.l = mean(s.l, gamma, b2)                  # lambda_k
            rate = s.l / (1 - b2**t)
            if t > 1 and less(abs(rate - gamma), tolerance):    # not at k = 1, where they are equal
                s.L, s.u = rate, x * 0
                tell(f'SGD from the next step on, with the rate {nstr(rate, 5)}')
        return x + step                                 # w_k
    return rule

def demon(initial, t):            # Chen et al. 2019 (1910.04952), Algorithms 1 and 2, first line; their t counts from 0
    left = 1 - D(t - 1) / STEPS   # T is the run's steps: STEPS; beta_0 is the initial one, beta_T would be 0
    return initial * left / (1 - initial + initial * left)

def demon_momentum(lr, initial='0.9'):      # 1910.04952, Algorithm 1: the rate is inside the velocity s.v
    lr, initial = D(lr), D(initial)
    def rule(s, t, x, p):
        g, beta = p.g(x), demon(initial, t)
        new = x - g * lr + s.v * beta                   # theta_(t+1) = theta_t - eta g_t + beta_t v_t
        s.v = s.v * beta - g * lr                       # v_(t+1) = beta_t v_t - eta g_t
        return new
    return rule

def demon_adam(lr, initial='0.9', b2='0.999', eps='1e-8', average=False):
    # 1910.04952, Algorithm 2: a sum of gradients, no correction, epsilon under the root; average: the same with an
    # average of gradients, 1 - beta_t before the newest
    lr, initial, b2, eps = D(lr), D(initial), D(b2), D(eps)
    def rule(s, t, x, p):
        g, beta = p.g(x), demon(initial, t)
        s.v = mean(s.v, g * g, b2)
        s.m = mean(s.m, g, beta) if average else s.m * beta + g
        return x - s.m / root(s.v + eps) * lr
    return rule

def spalera(lr, threshold, alpha='0.001', adapt='3.1e-8', eps='1e-6'):
    # Schoenauer-Sebag, Schoenauer & Sebag 2017 (1709.01427), SPALeRA: SALeRA with a rate for each parameter, as the authors'
    # program (luasrc/spalera.lua) has its details; the mini-batch is the whole set (their mbratio is 1). s.h are the rates
    # beside lr, s.u is the relaxed sum of unit gradients; s.n counts the steps made, s.k those since the last alarm.
    # A step in which the alarm sounds is one of the run's: it only goes back
    lr, threshold, alpha, adapt, eps = D(lr), D(threshold), D(alpha), D(adapt), D(eps)
    def rule(s, t, x, p):
        g, f, d = p.g(x), p.f(x), len(x)
        if t == 1:
            s.h, s.u, s.n, s.k, s.limit = x * 0 + 1, x * 0, 0, 0, threshold * f
        if s.k == 0:
            s.loss = s.mu = s.sum = s.low = D(0)        # Page and Hinkley's test begins anew
        s.loss = f if s.k > 1 else (s.k * s.loss + f) / (s.k + 1)       # the relaxed loss
        s.mu = (s.k * s.mu + s.loss) / (s.k + 1)        # its mean
        s.sum = s.sum + s.loss - s.mu
        s.low = min(s.low, s.sum)
        if less(s.limit, s.sum - s.low):                # an alarm: back by a step, half the rates; g goes unused
            tell('alarm')
            s.h, s.k = s.h / 2, 0
            return s.before
        s.n, s.k, s.before = s.n + 1, s.k + 1, x
        size = sqrt(g @ g)
        s.u = s.u * (1 - alpha) + (g * (alpha / size) if size > eps else x * 0)
        expected = alpha / (2 - alpha) * (1 - (1 - alpha)**(2 * s.n)) / d       # of a coordinate's square, for random
        deviation = alpha / sqrt(D(d)) / sqrt(D(d))                             # unit vectors; and its deviation
        s.h = s.h * np.array([exp(adapt / deviation * (a * a - expected)) for a in s.u])
        return x - s.h * g * lr
    return rule

ALL = bowl, rosenbrock, network
METHODS = [                       # (the method string, its rule, its problems)
    ('simplified_ademamix', simplified_ademamix('0.001'), ALL),
    ('simplified_ademamix(lr=0.002)', simplified_ademamix('0.002'), ALL),
    ('simplified_ademamix(lr=0.001, beta1=0.9, beta2=0.999, alpha=20)',
     simplified_ademamix('0.001', '0.9', '0.999', '20'), ALL),
    ('simplified_ademamix(lr=0.005, beta1=0.9, alpha=2, epsilon=0.1)',
     simplified_ademamix('0.005', '0.9', alpha='2', eps='0.1'), ALL),
    ('swats', swats(), ALL), ('swats(lr=0.02)', swats('0.02'), ALL),
    ('swats(lr=0.02, switch_tolerance=1e-4)', swats('0.02', tolerance='1e-4'), ALL),
    ('swats(lr=0.3, switch_tolerance=2e-4)', swats('0.3', tolerance='2e-4'), (bowl,)),
    ('swats(lr=0.02, switch_tolerance=1e-5)', swats('0.02', tolerance='1e-5'), (rosenbrock,)),
    ('swats(lr=0.02, switch_tolerance=4e-4)', swats('0.02', tolerance='4e-4'), (network,)),
    ('swats(lr=0.05, beta1=0.8, beta2=0.99, epsilon=0.01, switch_tolerance=0.003)',
     swats('0.05', '0.8', '0.99', '0.01', '0.003'), ALL),
    ('momentum(lr=0.0005, momentum=demon(0.9))', demon_momentum('0.0005'), ALL),
    ('momentum(lr=0.01, momentum=demon(0.95))', demon_momentum('0.01', '0.95'), (bowl, network)),
    ('demon_adam(lr=0.0001)', demon_adam('0.0001'), ALL),
    ('demon_adam(lr=0.0005, beta1=0.8, beta2=0.99, epsilon=0.01)', demon_adam('0.0005', '0.8', '0.99', '0.01'), ALL),
    ('adam(lr=0.002, beta1=demon(0.9), epsilon_place=inside, bias_correction=false)',
     demon_adam('0.002', average=True), ALL),
    ('spalera(lr=0.0005, lambda=0.1)', spalera('0.0005', '0.1'), ALL),
    ('spalera(lr=0.21, lambda=0.1)', spalera('0.21', '0.1'), (bowl, network)),
    ('spalera(lr=0.01, lambda=0.1)', spalera('0.01', '0.1'), ALL),
    ('spalera(lr=0.0005, alpha=0.1, adapt_rate=0.01, lambda=0.01)', spalera('0.0005', '0.01', '0.1', '0.01'),
     (bowl, network)),
    ('spalera(lr=0.01, alpha=0.1, adapt_rate=0.001, lambda=0.1)', spalera('0.01', '0.1', '0.1', '0.001'), (rosenbrock,)),
    ('spalera(lr=0.01, alpha=0.1, adapt_rate=0.02, epsilon=0.01, lambda=0.001)',
     spalera('0.01', '0.001', '0.1', '0.02', '0.01'), ALL),
]

with open(os.path.splitext(os.path.abspath(__file__))[0] + '.csv', 'w') as out:
    print('method;problem;step;x', file=out)
    for name, rule, problems in METHODS:
        for p in problems:
            current, x = (name, p.name), numbers(p.start)
            s = SimpleNamespace(m=x * 0, v=x * 0)
            for clock in range(STEPS + 1):
                if clock:
                    x = rule(s, clock, x, p)
                if clock % 10 == 0:
                    text = ','.join(nstr(a, 25, strip_zeros=False) for a in x)
                    print(name, p.name, clock, text, sep=';', file=out)
            a, t = nearest.get(current, (D('inf'), 0))
            print(f'{name} on {p.name}: nearest switch {nstr(a, 3)} at {t}; the end', *(nstr(a, 6) for a in x))
