"""Reference trajectories of methods whose coordinates are coupled, from their papers, at 60 digits.

Written from the papers' formulas only, from no library's source. A rule works on whole vectors:
rule(s, t, x, p) returns the new x; s is its state, t counted from 1, p the problem (p.f, p.g).
Run:  /usr/bin/python3 coupled.py           (needs mpmath)
It writes coupled.csv beside itself (method;problem;step;x with 25 significant digits, steps
0, 10, ..., 100; where doubles cannot follow so far, up to LAST, and then each step if that is
below 20) and prints the argument nearest to each switch (a clip, a minimum of two rates, ...).
"""
import operator
import os
from types import SimpleNamespace
from mpmath import mp, mpf as D, sqrt, nstr

mp.dps = 60
nearest, current = {}, None       # (method, problem) -> the smallest (|switch argument|, t)

class V(tuple):                   # a vector; every operation acts coordinate by coordinate
    def each(a, op, b):
        return V(op(p, q) for p, q in zip(a, b if isinstance(b, V) else (b,) * len(a)))
    def __add__(a, b): return a.each(operator.add, b)
    def __sub__(a, b): return a.each(operator.sub, b)
    def __mul__(a, b): return a.each(operator.mul, b)
    def __truediv__(a, b): return a.each(operator.truediv, b)
    def map(a, function): return V(function(p) for p in a)

def dot(a, b): return sum(p * q for p, q in zip(a, b))
def norm(a): return sqrt(dot(a, a))
def rms(a): return norm(a) / sqrt(D(len(a)))
def root(a): return a.map(sqrt)
def mean(old, new, beta): return old * beta + new * (1 - beta)
def half(old, new, beta): return beta * old + (1 - beta) * new     # the mean of two numbers

def less(a, b):                   # a < b; notes how near to each other the two came, relatively
    size = max(abs(a), abs(b))
    if size and size < D('inf'):
        nearest[current] = min(nearest.get(current, (D('inf'), 0)), (abs(a - b) / size, clock))
    return a < b

def least(a, b): return a if less(a, b) else b
def most(a, b): return b if less(a, b) else a

bowl = SimpleNamespace(           # 5 x1^2 + x2^2
    name='bowl', start=('5', '5'), f=lambda x: 5 * x[0]**2 + x[1]**2,
    g=lambda x: V((10 * x[0], 2 * x[1])))
rosenbrock = SimpleNamespace(     # (1 - x1)^2 + 100 (x2 - x1^2)^2
    name='rosenbrock', start=('-1.2', '1'),
    f=lambda x: (1 - x[0])**2 + 100 * (x[1] - x[0]**2)**2,
    g=lambda x: V((-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0]**2), 200 * (x[1] - x[0]**2))))

B1, B2, E8, D0, MU = D('0.9'), D('0.999'), D('1e-8'), D('1e-6'), D('0.9')

def dadapt_sgd(s, t, x, p):       # Defazio & Mishchenko 2023 (2301.07733), SGD with D-Adaptation
    g = p.g(x)                    # (its Algorithm 4), G = |g_0|, gamma = 1, beta = 0.9
    if t == 1:
        s.G, s.d, s.r, s.s, s.z = norm(g), D0, D(0), x * 0, x
    rate = s.d / s.G
    s.r += rate * dot(g, s.s)
    s.s, s.z = s.s + g * rate, s.z - g * rate
    s.d = most(s.d, 2 * s.r / norm(s.s))
    return mean(x, s.z, MU)

def dadapt_adam(old):             # 2301.07733, Adam with D-Adaptation (its Algorithm 5); <g, s> in
    def rule(s, t, x, p):         # the metric of the new v; old: of the v before this step
        g, b = p.g(x), sqrt(B2)
        if t == 1:
            s.d, s.r, s.s = D0, D(0), x * 0
        before = s.v
        s.m, s.v = mean(s.m, g * s.d, B1), mean(s.v, g * g, B2)
        s.r = half(s.r, s.d * dot(g, s.s / (root(before if old else s.v) + E8)), b)
        s.s = mean(s.s, g * s.d, b)
        s.d = most(s.d, s.r / ((1 - b) * sum(s.s.map(abs))))
        return x - s.m / (root(s.v) + E8)
    return rule

def prodigy(first):               # Mishchenko & Defazio 2023 (2306.06101), Algorithm 4, gamma = 1
    def rule(s, t, x, p):
        g, b = p.g(x), sqrt(B2)
        if t == 1:
            s.d, s.r, s.s = first, D(0), x * 0
        d = s.d
        s.m, s.v = mean(s.m, g * d, B1), mean(s.v, g * g * (d * d), B2)
        s.r, s.s = half(s.r, d * d * dot(g, s.x0 - x), b), mean(s.s, g * (d * d), b)
        s.d = most(d, s.r / sum(s.s.map(abs)))
        return x - s.m / (root(s.v) + d * E8) * d
    return rule

def reach(s, t, x, first):        # DoG's and DoWG's rbar_t, from r_epsilon = first (1 + |x_0|)
    if t == 1:
        s.r, s.G = first * (1 + norm(x)), D(0)
    s.r = most(s.r, norm(x - s.x0))

def dog(first):                   # Ivgi et al. 2023 (2302.12022), eq (DoG), with 1e-8 in the root
    def rule(s, t, x, p):
        reach(s, t, x, first)
        g = p.g(x)
        s.G += dot(g, g)
        return x - g * (s.r / sqrt(s.G + E8))
    return rule

def dowg(first):                  # Khaled et al. 2023 (2305.16284), Algorithm 1; G is v_t
    def rule(s, t, x, p):
        reach(s, t, x, first)
        g = p.g(x)
        s.G += s.r**2 * dot(g, g)
        return x - g * (s.r**2 / sqrt(s.G))
    return rule

def adgd(first):                  # Malitsky & Mishchenko 2019 (1910.09529), Algorithm 1
    def rule(s, t, x, p):
        g = p.g(x)
        if t == 1:
            s.rate, s.theta = first, D('inf')
        else:
            rate = least(sqrt(1 + s.theta) * s.rate, norm(x - s.x) / (2 * norm(g - s.g)))
            s.theta, s.rate = rate / s.rate, rate
        s.x, s.g = x, g
        return x - g * s.rate
    return rule

def polyak(scale, bound):         # Polyak 1987; Loizou et al. 2020 (2002.10542), SPS_max; f* = 0
    def rule(s, t, x, p):
        g = p.g(x)
        rate = p.f(x) / (scale * dot(g, g))
        return x - g * (least(rate, bound) if bound else rate)
    return rule

def barzilai_borwein(short):      # Barzilai & Borwein 1988, eq (5), or its eq (6): short
    def rule(s, t, x, p):
        g = p.g(x)
        if t == 1:
            s.rate = D('0.001')
        else:
            d, y = x - s.x, g - s.g
            if less(0, dot(d, y)):
                s.rate = dot(d, y) / dot(y, y) if short else dot(d, d) / dot(d, y)
        s.x, s.g = x, g
        return x - g * s.rate
    return rule

def lars(s, t, x, p):             # You et al. 2017 (1708.03888), Algorithm 1, one layer
    g, decay = p.g(x), D('0.01')
    local = D('0.001') * norm(x) / (norm(g) + decay * norm(x))
    s.m = s.m * MU + (g + x * decay) * (D('0.5') * local)
    return x - s.m

def moments(s, t, g, eps):        # Kingma & Ba 2015, Algorithm 1: m^ / (sqrt(v^) + eps)
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    return s.m / (1 - B1**t) / (root(s.v / (1 - B2**t)) + eps)

def lamb(decay):                  # You et al. 2020 (1904.00962), Algorithm 2, phi(z) = z
    def rule(s, t, x, p):
        u = moments(s, t, p.g(x), D('1e-6')) + x * decay
        ratio = norm(x) / norm(u) if norm(x) > 0 and norm(u) > 0 else D(1)
        return x - u * (D('0.02') * ratio)
    return rule

def novograd(decay):              # Ginsburg et al. 2019 (1905.11286), Algorithm 1
    def rule(s, t, x, p):
        g = p.g(x)
        if t == 1:
            s.n = dot(g, g)
            s.m = g / sqrt(s.n) + x * decay        # no epsilon here
        else:
            s.n = half(s.n, dot(g, g), D('0.98'))
            s.m = s.m * D('0.95') + (g / (sqrt(s.n) + E8) + x * decay)
        return x - s.m * D('0.02')
    return rule

def adafactor(constant):          # Shazeer & Stern 2018 (1804.04235), Algorithm 5, and
    def rule(s, t, x, p):         # Algorithm 6's parameters
        g, time = p.g(x), D(t)
        rate = constant or max(D('1e-3'), rms(x)) * least(D('1e-2'), 1 / sqrt(time))
        s.v = mean(s.v, g * g + D('1e-30'), 1 - time**D('-0.8'))
        u = g / root(s.v)
        return x - u / most(D(1), rms(u)) * rate
    return rule

# Rules as displacements, rule(s, t, g), and the stages around them.

def sgd(lr): return lambda s, t, g: g * -lr                   # Robbins & Monro 1951
def adam(lr): return lambda s, t, g: moments(s, t, g, E8) * -lr

def momentum(lr):                 # Polyak 1964, heavy ball with the rate inside
    def rule(s, t, g):
        s.m = s.m * MU - g * lr
        return s.m
    return rule

def scale(c): return lambda x, g: g * c
def l2(c): return lambda x, g: g + x * c
def normalize(x, g): return g / norm(g)
def clip_norm(c): return lambda x, g: g * least(D(1), c / norm(g))            # Pascanu et al. 2013
def clip_value(c): return lambda x, g: g.map(lambda a: most(-c, least(a, c)))
def clip_step(c): return lambda x, d: d * least(D(1), c / norm(d))
def decay(c): return lambda x, d: d - x * c                   # Loshchilov & Hutter 2019, eq (9)
def box(a, b): return lambda x, d: (x + d).map(lambda q: most(a, least(q, b))) - x
def soft(c):                      # Daubechies, Defrise & De Mol 2004, (1.4)
    return lambda x, d: (x + d).map(lambda q: (1 if q > 0 else -1) * most(abs(q) - c, D(0))) - x

def chain(before, rule, after=()):
    def run(s, t, x, p):
        g = p.g(x)
        for stage in before:
            g = stage(x, g)
        d = rule(s, t, g)
        for stage in after:
            d = stage(x, d)
        return x + d
    return run

def lookahead(rule):              # Zhang et al. 2019 (1907.08610), Algorithm 1, k = 5, alpha = 0.5
    def run(s, t, x, p):
        x = x + rule(s, t, p.g(x))
        if t % 5 == 0:
            s.slow = x = s.slow + (x - s.slow) * D('0.5')
        return x
    return run

def sam(rule):                    # Foret et al. 2021 (2010.01412), Algorithm 1 and eq (2), p = 2
    def run(s, t, x, p):
        g = p.g(x)
        return x + rule(s, t, p.g(x + g * (D('0.05') / norm(g))))
    return run

N, TENTH, LR = D(0), D('0.1'), D('0.02')
METHODS = [                       # (the method string, its rule)
    ('dadapt_sgd(lr=1, momentum=0.9)', dadapt_sgd), ('dadapt_adam(lr=1)', dadapt_adam(False)),
    ('dadapt_adam(lr=1, norm=old)', dadapt_adam(True)), ('prodigy(lr=1)', prodigy(D0)),
    ('prodigy(lr=1, d0=0.01)', prodigy(D('0.01'))), ('dog', dog(D0)),
    ('dog(first_reach=0.01)', dog(D('0.01'))), ('dowg', dowg(D0)),
    ('dowg(first_reach=0.01)', dowg(D('0.01'))), ('adgd(first_rate=1e-6)', adgd(D0)),
    ('adgd(first_rate=0.001)', adgd(D('0.001'))), ('polyak(minimum=0)', polyak(1, None)),
    ('polyak(minimum=0, scale=2, bound=0.01)', polyak(2, D('0.01'))),
    ('barzilai_borwein(first_rate=0.001)', barzilai_borwein(False)),
    ('barzilai_borwein(first_rate=0.001, form=short)', barzilai_borwein(True)),
    ('lars(lr=0.5, momentum=0.9, weight_decay=0.01)', lars), ('lamb(lr=0.02)', lamb(N)),
    ('lamb(lr=0.02, weight_decay=0.1)', lamb(TENTH)), ('novograd(lr=0.02)', novograd(N)),
    ('novograd(lr=0.02, weight_decay=0.1)', novograd(TENTH)), ('adafactor', adafactor(None)),
    ('adafactor(lr=0.05, relative=false)', adafactor(D('0.05'))),
    ('clip_norm(1) | sgd(lr=0.05)', chain([clip_norm(D(1))], sgd(D('0.05')))),
    ('clip_norm(20) | sgd(lr=0.002)', chain([clip_norm(D(20))], sgd(D('0.002')))),
    ('clip_value(2) | momentum(lr=0.01)', chain([clip_value(D(2))], momentum(D('0.01')))),
    ('normalize | sgd(lr=0.05)', chain([normalize], sgd(D('0.05')))),
    ('l2(0.1) | adam(lr=0.02)', chain([l2(TENTH)], adam(LR))),
    ('adam(lr=0.02) | weight_decay(0.1)', chain([], adam(LR), [decay(LR * TENTH)])),
    ('adam(lr=0.02) | weight_decay(0.01, fixed=true)', chain([], adam(LR), [decay(D('0.01'))])),
    ('sgd(lr=0.01) | box(-1, 1.5)', chain([], sgd(D('0.01')), [box(D(-1), D('1.5'))])),
    ('sgd(lr=0.002) | box(-1, 1.5)', chain([], sgd(D('0.002')), [box(D(-1), D('1.5'))])),
    ('sgd(lr=0.001) | soft_threshold(2)', chain([], sgd(D('0.001')), [soft(D('0.002'))])),
    ('adam(lr=0.02) | soft_threshold(0.005, fixed=true)', chain([], adam(LR), [soft(D('0.005'))])),
    ('sgd(lr=0.01) | clip_step(0.1)', chain([], sgd(D('0.01')), [clip_step(TENTH)])),
    ('scale(0.5) | l2(0.1) | clip_norm(3) | adam(lr=0.02) | weight_decay(0.1) | box(-4, 4)',
     chain([scale(D('0.5')), l2(TENTH), clip_norm(D(3))], adam(LR),
           [decay(LR * TENTH), box(D(-4), D(4))])),
    ('lookahead(k=5, alpha=0.5, sgd(lr=0.001))', lookahead(sgd(D('0.001')))),
    ('lookahead(k=5, alpha=0.5, adam(lr=0.05))', lookahead(adam(D('0.05')))),
    ('sam(rho=0.05, sgd(lr=0.001))', sam(sgd(D('0.001')))),
    ('sam(rho=0.05, adam(lr=0.02))', sam(adam(LR)))]
LAST = {                          # (method, problem) -> the last step doubles can follow to 1e-10
    ('prodigy(lr=1)', 'bowl'): 15, ('prodigy(lr=1)', 'rosenbrock'): 60, ('dowg', 'bowl'): 30,
    ('dowg', 'rosenbrock'): 20, ('adgd(first_rate=1e-6)', 'bowl'): 20,
    ('adgd(first_rate=1e-6)', 'rosenbrock'): 60, ('adgd(first_rate=0.001)', 'bowl'): 40,
    ('adgd(first_rate=0.001)', 'rosenbrock'): 60, ('polyak(minimum=0)', 'rosenbrock'): 20,
    ('polyak(minimum=0, scale=2, bound=0.01)', 'rosenbrock'): 18,
    ('barzilai_borwein(first_rate=0.001)', 'bowl'): 6,
    ('barzilai_borwein(first_rate=0.001)', 'rosenbrock'): 15,
    ('barzilai_borwein(first_rate=0.001, form=short)', 'bowl'): 6,
    ('adafactor(lr=0.05, relative=false)', 'rosenbrock'): 30,
    ('clip_value(2) | momentum(lr=0.01)', 'rosenbrock'): 30}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'coupled.csv'), 'w') as out:
    print('method;problem;step;x', file=out)
    for name, rule in METHODS:
        for p in bowl, rosenbrock:
            current, x = (name, p.name), V(D(a) for a in p.start)
            s = SimpleNamespace(x0=x, slow=x, m=x * 0, v=x * 0)
            last = LAST.get(current, 100)
            for t in range(last + 1):
                clock = t
                if t:
                    x = rule(s, t, x, p)
                if t % 10 == 0 or last < 20:
                    text = ','.join(nstr(a, 25, strip_zeros=False) for a in x)
                    print(*current, t, text, sep=';', file=out)
for (name, problem), (a, t) in nearest.items():
    print('nearest switch', nstr(a, 5), 'at step', t, 'of', name, 'on', problem)
