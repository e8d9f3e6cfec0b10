"""Reference trajectories of coordinate-wise optimisation methods, from their papers, at 60 digits.

Written from the papers' formulas only, from no library's source. Every method acts coordinate by
coordinate: rule(s, t, x, g) returns the new x of one coordinate, s its state, t counted from 1.
x is the point at which the gradient is evaluated next (for schedule-free methods: y).
Run:  /usr/bin/python3 elementwise.py       (needs mpmath)
It writes elementwise.csv beside itself (method;problem;step;x with 25 significant digits, steps
0, 10, ..., 100) and prints the argument nearest to each switch (clip, l1 threshold) on each path.
"""
import os
from types import SimpleNamespace
from mpmath import mp, mpf as D, sqrt, log, exp, nstr

mp.dps = 60
nearest, current = {}, None       # (method, problem) -> the smallest (|switch argument|, t)

def bowl(x):                      # gradient of 5 x1^2 + x2^2
    return [10 * x[0], 2 * x[1]]

def rosenbrock(x):                # gradient of (1 - x1)^2 + 100 (x2 - x1^2)^2
    return [-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0]**2), 200 * (x[1] - x[0]**2)]

def over(a, t):                   # a > 0; notes how near to zero the switch's argument came
    nearest[current] = min(nearest.get(current, (D('inf'), 0)), (abs(a), t))
    return a > 0

def mean(old, new, beta):
    return beta * old + (1 - beta) * new

LR, B1, B2, E8, MU = D('0.02'), D('0.9'), D('0.999'), D('1e-8'), D('0.9')

def nesterov(s, t, x, g):         # Sutskever et al. 2013, eqs (3)-(4), as PyTorch writes them
    s.m = MU * s.m + g
    return x - D('0.0008') * (g + MU * s.m)

def nesterov_sequence(s, t, x, g):  # Nesterov 1983, the method's steps a)-c); x is y_k, s.z is u_k
    a = s.a
    u, s.a = x - D('0.0008') * g, (1 + sqrt(4 * a * a + 1)) / 2
    u, s.z = s.z, u
    return s.z + (a - 1) / s.a * (s.z - u)

def optimistic_adam(s, t, x, g):  # Daskalakis et al. 2018, Algorithm 1; m^/v^ before step 1 is 0
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    old, s.u = s.u, s.m / (1 - B1**t) / (sqrt(s.v / (1 - B2**t)) + E8)
    return x - 2 * LR * s.u + LR * old

def padam(s, t, x, g):            # Chen & Gu 2018 (1806.06763), Algorithm 1, p = 1/8
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    s.u = max(s.u, s.v)
    return x - LR * s.m / s.u**D('0.125')

def padam_corrected(s, t, x, g):  # the same with Adam's corrections and epsilon, as the authors run
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    s.u = max(s.u, s.v)
    return x - LR * sqrt(1 - B2**t) / (1 - B1**t) * s.m / (sqrt(s.u) + E8)**D('0.25')

def adan(decay):                  # Xie et al. 2022 (2208.06677), Algorithm 1; corrected moments;
    def rule(s, t, x, g):         # its betas are 1 - these; s.z is the previous gradient
        b1, b2, b3 = D('0.98'), D('0.92'), D('0.99')
        d, s.z = (g - s.z if t > 1 else 0 * g), g
        s.m, s.u, s.v = mean(s.m, g, b1), mean(s.u, d, b2), mean(s.v, (g + b2 * d)**2, b3)
        step = s.m / (1 - b1**t) + b2 * s.u / (1 - b2**t)
        return (x - LR * step / (sqrt(s.v / (1 - b3**t)) + E8)) / (1 + LR * decay)
    return rule

def adopt(clip, lr=LR):           # Taniguchi et al. 2024 (2411.02853), Algorithm 2; t here
    def rule(s, t, x, g):         # is the paper's t + 1: its g_0 comes first, without a step
        if t == 1:
            s.v = g * g
            return x
        b2, k = D('0.9999'), t - 1
        n = g / max(sqrt(s.v), D('1e-6'))
        if clip and over(abs(n) - D(k)**D('0.25'), t):
            n = n / abs(n) * D(k)**D('0.25')
        s.m = mean(s.m, n, B1)
        s.v = mean(s.v, g * g, b2)
        return x - lr * s.m
    return rule

def ademamix(decay, warmup):      # Pagliardini et al. 2024 (2409.03137), Algorithm 1 with
    def rule(s, t, x, g):         # its schedulers of alpha and beta3, from beta1; t from 1
        b3, alpha = D('0.9999'), D(5)
        if t < warmup:
            k = D(t) / warmup
            alpha = alpha * k
            b3 = exp(log(B1) * log(b3) / ((1 - k) * log(b3) + k * log(B1)))
        s.m, s.u, s.v = mean(s.m, g, B1), mean(s.u, g, b3), mean(s.v, g * g, B2)
        step = (s.m / (1 - B1**t) + alpha * s.u) / (sqrt(s.v / (1 - B2**t)) + E8)
        return x - LR * (step + decay * x)
    return rule

def madgrad(s, t, x, g):          # Defazio & Jelassi 2021 (2101.11075), Algorithm 1, c = 0.1
    weight = LR * sqrt(D(t))      # lambda_k = gamma_k sqrt(k + 1), k = t - 1
    s.m, s.v = s.m + weight * g, s.v + weight * g * g
    z = s.start - s.m / (s.v**(D(1) / 3) + D('1e-6'))
    return mean(x, z, MU)

def ftrl(lr, l1, l2):             # McMahan et al. 2013, Algorithm 1; m is z_i, v is n_i; beta = 1
    def rule(s, t, x, g):
        sigma = (sqrt(s.v + g * g) - sqrt(s.v)) / lr
        s.m, s.v = s.m + g - sigma * x, s.v + g * g
        if not over(abs(s.m) - l1, t):
            return 0 * x
        return -(s.m - s.m / abs(s.m) * l1) / ((1 + sqrt(s.v)) / lr + l2)
    return rule

def cocob(s, t, x, g):            # Orabona & Tommasi 2017 (1705.07795), Algorithm 2, alpha = 100;
    g = -g                        # m is theta, v is G, u is the reward; L_0 = 1e-8 as a floor of L
    s.L = max(s.L, abs(g))
    s.v, s.u, s.m = s.v + abs(g), max(s.u + (x - s.start) * g, 0), s.m + g
    return s.start + s.m / (s.L * max(s.v + s.L, 100 * s.L)) * (s.L + s.u)

def schedule_free_sgd(shift):     # Defazio et al. 2024 (2405.15682), section 2's equations for SGD;
    def rule(s, t, x, g):         # s.w is their x, x is y; c_(t+1) = 1/(t+1), with shift = 0: 1/t
        s.z = s.z - D('0.001') * g
        s.w = s.w + (s.z - s.w) / (t + shift)
        return (1 - MU) * s.z + MU * s.w
    return rule

def schedule_free_adamw(decay, warmup, moment=False):  # 2405.15682, Algorithm 1; u: sum of gamma^2
    def rule(s, t, x, g):         # moment: the correction 1 - beta2^t in v, not in the rate
        s.v = mean(s.v, g * g, B2)
        rate = LR * (1 if t >= warmup else D(t) / warmup)
        if moment:
            root = sqrt(s.v / (1 - B2**t))
        else:
            root, rate = sqrt(s.v), rate * sqrt(1 - B2**t)
        s.z = s.z - rate * g / (root + E8) - rate * decay * x
        s.u += rate * rate
        s.w = s.w + rate * rate / s.u * (s.z - s.w)
        return (1 - B1) * s.z + B1 * s.w
    return rule

ZERO, TENTH = D('0'), D('0.1')
METHODS = [                       # (the method string, its rule)
    ('nesterov(lr=0.0008, momentum=0.9)', nesterov),
    ('nesterov(lr=0.0008, sequence=true)', nesterov_sequence),
    ('optimistic_adam(lr=0.02)', optimistic_adam),
    ('padam(lr=0.02, partial=0.125, epsilon=0, bias_correction=false)', padam),
    ('padam(lr=0.02, partial=0.125)', padam_corrected),
    ('adan(lr=0.02)', adan(ZERO)), ('adan(lr=0.02, weight_decay=0.1)', adan(TENTH)),
    ('adopt(lr=0.02)', adopt(False)), ('adopt(lr=0.02, clip=true)', adopt(True)),
    ('adopt(lr=5)', adopt(False, D(5))),
    ('adopt(lr=5, clip=true)', adopt(True, D(5))),
    ('ademamix(lr=0.02)', ademamix(ZERO, 0)),
    ('ademamix(lr=0.02, weight_decay=0.1, warmup=50)', ademamix(TENTH, 50)),
    ('madgrad(lr=0.02)', madgrad), ('ftrl(lr=0.1)', ftrl(TENTH, ZERO, ZERO)),
    ('ftrl(lr=0.5, l1=0.5, l2=0.01)', ftrl(D('0.5'), D('0.5'), D('0.01'))), ('cocob', cocob),
    ('ftrl(lr=0.5, l1=100, l2=0.01)', ftrl(D('0.5'), D(100), D('0.01'))),
    ('schedule_free_sgd(lr=0.001)', schedule_free_sgd(1)),
    ('schedule_free_sgd(lr=0.001, first_weight=one)', schedule_free_sgd(0)),
    ('schedule_free_adamw(lr=0.02)', schedule_free_adamw(ZERO, 0)),
    ('schedule_free_adamw(lr=0.02, weight_decay=0.1, warmup=20)', schedule_free_adamw(TENTH, 20)),
    ('schedule_free_adamw(lr=0.02, correction=moment)', schedule_free_adamw(ZERO, 0, True)),
    ('schedule_free_adamw(lr=0.02, weight_decay=0.1, warmup=20, correction=moment)',
     schedule_free_adamw(TENTH, 20, True))]
LAST = {('cocob', 'bowl'): 60}    # (method, problem) -> the last step doubles can follow

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'elementwise.csv'), 'w') as out:
    print('method;problem;step;x', file=out)
    for name, rule in METHODS:
        for gradient, start in (bowl, ('5', '5')), (rosenbrock, ('-1.2', '1')):
            current, x = (name, gradient.__name__), [D(a) for a in start]
            states = [SimpleNamespace(m=ZERO, v=ZERO, u=ZERO, z=a, w=a, start=a, a=D(1), L=E8)
                      for a in x]
            for t in range(LAST.get(current, 100) + 1):
                if t:
                    x = [rule(s, t, a, g) for s, a, g in zip(states, x, gradient(x))]
                if t % 10 == 0:
                    text = ','.join(nstr(a, 25, strip_zeros=False) for a in x)
                    print(*current, t, text, sep=';', file=out)
for (name, problem), (a, t) in nearest.items():
    print('nearest switch argument', nstr(a, 5), 'at step', t, 'of', name, 'on', problem)
