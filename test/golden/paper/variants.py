"""More reference trajectories of optimisation methods, from their papers, at 60 digits.

Written from the papers' formulas only. A rule works on whole vectors: rule(s, t, x, p) returns the
new x; s is its state, t counted from 1, p the problem (p.f, p.g, p.tensors: the shapes of the
tensors that follow one another in x, row by row; an integer is a vector, a pair a matrix).
Run:  /usr/bin/python3 variants.py          (needs mpmath)
It writes beside itself
  variants.csv           method;problem;step;x with 25 significant digits, steps 0, 10, ..., 100
                         (where doubles cannot follow so far, up to LAST)
  variants_matrix.csv    the same on square, tall and network, which are those of matrix_problems.csv
  variants_rounding.csv  method;problem;relative difference: how far doubles stray by rounding alone
and prints the argument nearest to each switch (a clip, a minimum, ...), and by how much a relative
change of 1e-16 of the start changes a path.
"""
import operator
import os
from types import SimpleNamespace
from mpmath import mp, mpf as D, sqrt, exp, nstr

mp.dps = 60
nearest, current, clock = {}, None, 0      # (method, problem) -> the smallest (|switch argument|, t)

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
def root(a): return a.map(sqrt)
def mean(old, new, beta): return old * beta + new * (1 - beta)
def half(old, new, beta): return beta * old + (1 - beta) * new     # the mean of two numbers
def tanh(a): return 1 - 2 / (exp(2 * a) + 1)

def less(a, b):                   # a < b; notes how near to each other the two came, relatively
    size = max(abs(a), abs(b))
    if size:
        nearest[current] = min(nearest.get(current, (D('inf'), 0)), (abs(a - b) / size, clock))
    return a < b

def least(a, b): return a if less(a, b) else b
def most(a, b): return b if less(a, b) else a

def numbers(text): return V(D(a) for a in text.split())

bowl = SimpleNamespace(           # 5 x1^2 + x2^2
    name='bowl', start='5 5', tensors=(2,), f=lambda x: 5 * x[0]**2 + x[1]**2,
    g=lambda x: V((10 * x[0], 2 * x[1])))
rosenbrock = SimpleNamespace(     # (1 - x1)^2 + 100 (x2 - x1^2)^2
    name='rosenbrock', start='-1.2 1', tensors=(2,),
    f=lambda x: (1 - x[0])**2 + 100 * (x[1] - x[0]**2)**2,
    g=lambda x: V((-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0]**2), 200 * (x[1] - x[0]**2))))

LEFT = (numbers('1 0.5 0'), numbers('0.5 1.5 0.5'), numbers('0 0.5 1'))
RIGHT = (numbers('1 0 0.25'), numbers('0.5 1 0'), numbers('0 0.5 1'))
GOAL = (numbers('0.3 0.1 -0.1'), numbers('0.6 0.4 0.2'), numbers('0.9 0.7 0.5'))
I3 = range(3)

def square_error(x):              # L W R' - C
    return [[sum(LEFT[i][k] * x[3 * k + l] * RIGHT[j][l] for k in I3 for l in I3) - GOAL[i][j]
             for j in I3] for i in I3]

def square_gradient(x):           # L' E R
    e = square_error(x)
    return V(sum(LEFT[i][k] * e[i][j] * RIGHT[j][l] for i in I3 for j in I3) for k in I3 for l in I3)

square = SimpleNamespace(         # |L W R' - C|^2 / 2
    name='square', start='0.5 -0.05 -0.1 0.1 0.55 0 0.2 0.15 0.6', tensors=((3, 3),),
    f=lambda x: sum(a * a for row in square_error(x) for a in row) / 2, g=square_gradient)

def tall_error(x, i): return tanh(x[2 * i] + x[2 * i + 1] / 2) - D(i + 1) / 5

def tall_gradient(x):
    out = []
    for i in range(4):
        e = tall_error(x, i)
        slope = 2 * e * (1 - (e + D(i + 1) / 5)**2)
        out += [slope + x[2 * i] / 5, slope / 2 + x[2 * i + 1] / 5]
    return V(out)

tall = SimpleNamespace(           # the rows' tanh(w1 + w2 / 2) near 0.2, 0.4, 0.6, 0.8; decay 0.1
    name='tall', start='-0.1 0.1 0.2 0.4 0.5 0.7 0.8 1', tensors=((4, 2),), g=tall_gradient,
    f=lambda x: sum(tall_error(x, i)**2 for i in range(4)) + dot(x, x) / 10)

POINTS = ((numbers('0.5 1'), D('0.4')), (numbers('-1 0.3'), D('-0.7')), (numbers('2 -0.5'), D('0.9')))

def hidden(x, a): return [tanh(a[0] * x[2 * j] + a[1] * x[2 * j + 1] + x[4 + j]) for j in (0, 1)]

def network_gradient(x):
    out = V([D(0)] * 6)
    for a, y in POINTS:
        h = hidden(x, a)
        d = [2 * (h[0] + h[1] - y) * (1 - q * q) for q in h]
        out = out + V((d[0] * a[0], d[0] * a[1], d[1] * a[0], d[1] * a[1], d[0], d[1]))
    return out

network = SimpleNamespace(        # two hidden neurons fitted to three points
    name='network', start='0.1 -0.2 0.3 0.4 0.05 -0.1', tensors=((2, 2), 2), g=network_gradient,
    f=lambda x: sum((sum(hidden(x, a)) - y)**2 for a, y in POINTS))

def parts(p, *vectors):           # the tensors of each vector: (shape, slice, slice, ...) one after another
    at = 0
    for shape in p.tensors:
        size = shape if isinstance(shape, int) else shape[0] * shape[1]
        yield (shape,) + tuple(V(v[at:at + size]) for v in vectors)
        at += size

B1, B2, E8 = D('0.9'), D('0.999'), D('1e-8')

def adabound(lr, final, speed, amsgrad=False, plain=False, decay=False):
    # Luo et al. 2019 (1902.09843), Algorithm 2 and, amsgrad, Algorithm 3, with section 5's bounds
    # final (1 - 1/(speed t + 1)), final (1 + 1/(speed t)). As its authors run it: Adam's corrections
    # and epsilon in the rate that is clipped, and no 1/sqrt(t). plain: as printed, without either;
    # decay: with the printed 1/sqrt(t).
    lr, final, speed = D(lr), D(final), D(speed)
    def rule(s, t, x, p):
        g = p.g(x)
        s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
        s.u = s.u.each(most, s.v) if amsgrad else s.v
        rate = lr if plain else lr * sqrt(1 - B2**t) / (1 - B1**t)
        low, high = final * (1 - 1 / (speed * t + 1)), final * (1 + 1 / (speed * t))
        rates = s.u.map(lambda v: most(low, least(rate / (sqrt(v) + (0 if plain else E8)), high)))
        return x - s.m * rates / (sqrt(D(t)) if decay else D(1))
    return rule

def ftml(lr, b1):                 # Zheng & Kwok 2017, Algorithm 1; s.d is d_(t-1), eta constant
    lr, b1 = D(lr), D(b1)
    def rule(s, t, x, p):
        g = p.g(x)
        s.v = mean(s.v, g * g, B2)
        d = (root(s.v / (1 - B2**t)) + E8) * ((1 - b1**t) / lr)
        sigma, s.d = d - s.d * b1, d
        s.z = mean(s.z, g, b1) - sigma * x
        return s.z * -1 / d
    return rule

def smorms3(lr):                  # Funk 2015; s.u is mem (starts at 1), s.m is g, s.v is g2
    lr, eps = D(lr), D('1e-16')
    def rule(s, t, x, p):
        g = p.g(x)
        if t == 1:
            s.u = x * 0 + 1
        r = (s.u * 0 + 1) / (s.u + 1)
        s.m, s.v = (r * -1 + 1) * s.m + r * g, (r * -1 + 1) * s.v + r * g * g
        q = s.m * s.m / (s.v + eps)
        s.u = s.u * (q * -1 + 1) + 1                    # the ratio itself, not cut off at lr
        return x - g * q.map(lambda a: least(lr, a)) / (root(s.v) + eps)
    return rule

def wngrad(lr):                   # Wu, Ward & Bottou 2018 (1803.02865), Algorithm 1: b_1 = 1 / lr, x_(j+1)
    def rule(s, t, x, p):         # = x_j - g_j / b_j, b_(j+1) = b_j + |g_(j+1)|^2 / b_j: g_1 is not in b_1
        g = p.g(x)
        s.b = 1 / D(lr) if t == 1 else s.b + dot(g, g) / s.b
        return x - g / s.b
    return rule

def wngrad_all(lr):               # the same with b_0 = 1 / lr and g_1 in b_1 (as it is run in practice)
    def rule(s, t, x, p):
        g = p.g(x)
        s.b = 1 / D(lr) if t == 1 else s.b
        s.b += dot(g, g) / s.b
        return x - g / s.b
    return rule

def adasqrt(lr):                  # Hu, Lin & Tang 2019 (1912.09926), AdaSqrt: no root in the denominator
    def rule(s, t, x, p):
        g = p.g(x)
        s.v = s.v + g * g
        return x - g / (s.v + E8) * (D(lr) * sqrt(D(t)))
    return rule

def eve(lr, b3, clip):            # Hayashi et al. 2016 (1611.01505v3), Algorithm 1, f* = 0
    lr, b3, clip = D(lr), D(b3), D(clip)
    def rule(s, t, x, p):
        g, f = p.g(x), p.f(x)
        s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
        if t == 1:
            s.d = D(1)
        else:
            d = abs(f - s.f) / least(f, s.f)
            s.d = half(s.d, most(1 / clip, least(d, clip)), b3)
        s.f = f
        return x - s.m / (1 - B1**t) / (root(s.v / (1 - B2**t)) + E8) * (lr / s.d)
    return rule

def sm3(lr, momentum):            # Anil et al. 2019 (1901.11150), SM3-II; a matrix is covered by its rows
    lr, momentum = D(lr), D(momentum)      # and columns, a vector by its coordinates; momentum as an average
    def rule(s, t, x, p):         # of g / sqrt(nu), as in their experiments; no epsilon, 0 / 0 = 0
        if t == 1:
            s.mu = {}
        step = []
        for k, (shape, g) in enumerate(parts(p, p.g(x))):
            if isinstance(shape, int):
                nu = s.mu[k] = s.mu.get(k, g * 0) + g * g
            else:
                n, m = shape
                rows, columns = s.mu.get(k, ([D(0)] * n, [D(0)] * m))
                nu = V(least(rows[i], columns[j]) for i in range(n) for j in range(m)) + g * g
                s.mu[k] = ([max(nu[i * m + j] for j in range(m)) for i in range(n)],
                           [max(nu[i * m + j] for i in range(n)) for j in range(m)])
            step += [a / sqrt(v) if v else a for a, v in zip(g, nu)]
        s.m = mean(s.m, V(step), momentum)
        return x - s.m * lr
    return rule

def fromage(lr):                  # Bernstein et al. 2020 (2002.03432), Algorithm 1, each tensor a layer
    lr = D(lr)
    def rule(s, t, x, p):
        out = []
        for _, w, g in parts(p, x, p.g(x)):
            out += (w - g * (lr * norm(w) / norm(g))) / sqrt(1 + lr * lr)
        return V(out)
    return rule

def optimistic_gradient(lr, alpha, beta, zero=False):
    # Daskalakis et al. 2018 (1711.00141), eq (OMD), alpha = beta = 1; Mokhtari et al. 2020 (1901.08511),
    # generalised OGDA, with x_(-1) = x_0; zero: with g_0 = 0 instead
    lr, alpha, beta = D(lr), D(alpha), D(beta)
    def rule(s, t, x, p):
        g = p.g(x)
        old = (g * 0 if zero else g) if t == 1 else s.g
        s.g = g
        return x - (g * (alpha + beta) - old * beta) * lr
    return rule

def momo(lr):                     # Schaipp et al. 2024 (2305.07583), Algorithm 1, f* = 0, no decay; d_0 = g_1,
    lr = D(lr)                    # f_0 = f(x^1), gamma_0 = <g_1, x^1>
    def rule(s, t, x, p):
        g, f = p.g(x), p.f(x)
        if t == 1:
            s.m, s.f, s.c = g, f, dot(g, x)
        s.m, s.f, s.c = mean(s.m, g, B1), half(s.f, f, B1), half(s.c, dot(g, x), B1)
        h = s.f + dot(s.m, x) - s.c
        return x - s.m * least(lr, most(h, D(0)) / dot(s.m, s.m))
    return rule

def momo_adam(lr):                # 2305.07583, Algorithm 2 (all averages start at 0), f* = 0, no decay
    lr = D(lr)
    def rule(s, t, x, p):
        g, f = p.g(x), p.f(x)
        if t == 1:
            s.f = s.c = D(0)
        s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
        s.f, s.c = half(s.f, f, B1), half(s.c, dot(g, x), B1)
        step = s.m / (root(s.v / (1 - B2**t)) + E8)
        h = s.f + dot(s.m, x) - s.c
        return x - step * least(lr / (1 - B1**t), most(h, D(0)) / dot(s.m, step))
    return rule

def acprop(lr, corrected=True):   # Zhuang et al. 2021 (2110.05454), Algorithm of ACProp: the numerator is
    lr, eps = D(lr), D('1e-16')   # g_t, the denominator s_(t-1), and s_t takes (g_t - m_t)^2; corrected by
    def rule(s, t, x, p):         # 1 - beta2^(t-1). At t = 1 there is no s: the authors divide by 1
        g = p.g(x)
        s.m = mean(s.m, g, B1)
        old, s.v = s.v, mean(s.v, (g - s.m) * (g - s.m), B2)
        if t == 1:
            return x - g * lr
        return x - g / (root(old / (1 - B2**(t - 1) if corrected else D(1))) + eps) * lr
    return rule

def nadamax(lr):                  # Dozat's Nadam (2016), mu constant, over Adamax's u (Kingma & Ba 2015, Algorithm 2)
    def rule(s, t, x, p):
        g = p.g(x)
        s.m = mean(s.m, g, B1)
        s.u = (s.u * B2).each(most, g.map(abs))
        n = s.m * (B1 / (1 - B1**(t + 1))) + g * ((1 - B1) / (1 - B1**t))
        return x - n / (s.u + E8) * D(lr)
    return rule

BOTH, SHAPES = (bowl, rosenbrock), (bowl, rosenbrock, square, tall, network)
METHODS = [                       # (the method string, its rule, its problems)
    ('adabound(lr=0.02)', adabound('0.02', '0.1', '0.001'), BOTH),
    ('adabound(lr=0.02, amsgrad=true)', adabound('0.02', '0.1', '0.001', True), BOTH),
    ('adabound(lr=0.05, final_rate=0.001, speed=0.05)', adabound('0.05', '0.001', '0.05'), BOTH),
    ('adabound(lr=0.05, final_rate=0.001, speed=0.05, amsgrad=true)',
     adabound('0.05', '0.001', '0.05', True), BOTH),
    ('adabound(lr=0.02, epsilon=0, bias_correction=false)',
     adabound('0.02', '0.1', '0.001', plain=True), BOTH),
    ('ftml(lr=0.0025)', ftml('0.0025', '0.6'), BOTH), ('ftml(lr=0.02)', ftml('0.02', '0.6'), BOTH),
    ('ftml(lr=0.02, beta1=0.9)', ftml('0.02', '0.9'), BOTH),
    ('smorms3(lr=0.001)', smorms3('0.001'), BOTH), ('smorms3(lr=0.01)', smorms3('0.01'), BOTH),
    ('wngrad(lr=0.002)', wngrad('0.002'), BOTH), ('wngrad(lr=0.56, first_counts=true)', wngrad_all('0.56'), BOTH),
    ('wngrad(lr=0.002, first_counts=true)', wngrad_all('0.002'), BOTH),
    ('adasqrt(lr=0.01)', adasqrt('0.01'), BOTH), ('adasqrt(lr=2)', adasqrt('2'), BOTH),
    ('eve(lr=0.02)', eve('0.02', '0.999', '10'), BOTH),
    ('eve(lr=0.005, beta3=0.9)', eve('0.005', '0.9', '10'), BOTH),
    ('eve(lr=0.005, beta3=0.9, clip=20)', eve('0.005', '0.9', '20'), BOTH),
    ('sm3(lr=0.1)', sm3('0.1', '0.9'), SHAPES), ('sm3(lr=0.1, momentum=0)', sm3('0.1', '0'), SHAPES),
    ('fromage(lr=0.01)', fromage('0.01'), SHAPES), ('fromage(lr=0.005)', fromage('0.005'), SHAPES),
    ('optimistic_gradient(lr=0.0008)', optimistic_gradient('0.0008', '1', '1'), BOTH),
    ('optimistic_gradient(lr=0.0008, alpha=0.8, beta=0.5)', optimistic_gradient('0.0008', '0.8', '0.5'), BOTH),
    ('optimistic_gradient(lr=0.0008, double_start=true)', optimistic_gradient('0.0008', '1', '1', True), BOTH),
    ('momo(lr=1)', momo('1'), BOTH), ('momo(lr=0.001)', momo('0.001'), BOTH),
    ('momo(lr=0.005)', momo('0.005'), BOTH), ('momo_adam(lr=0.01)', momo_adam('0.01'), BOTH),
    ('momo_adam(lr=1)', momo_adam('1'), BOTH), ('momo_adam(lr=0.1)', momo_adam('0.1'), BOTH),
    ('acprop(lr=0.0001)', acprop('0.0001'), BOTH), ('acprop(lr=0.001)', acprop('0.001'), BOTH),
    ('acprop(lr=0.0001, bias_correction=false)', acprop('0.0001', False), BOTH),
    ('nadamax(lr=0.02, momentum_schedule=false)', nadamax('0.02'), BOTH)]
LAST = {                          # (method, problem) -> the last step doubles can follow to 1e-13
    ('fromage(lr=0.01)', 'tall'): 80, ('momo(lr=1)', 'rosenbrock'): 40}

def path(name, rule, p, last, factor=1):   # the points of a run: x_0, x_1, ...
    global current, clock
    current, x = (name, p.name), numbers(p.start) * D(factor)
    s, points = SimpleNamespace(m=x * 0, v=x * 0, u=x * 0, z=x * 0, d=x * 0), [x]
    for clock in range(1, last + 1):
        x = rule(s, clock, x, p)
        points.append(x)
    return points

here, paths = os.path.dirname(os.path.abspath(__file__)), {}
with open(os.path.join(here, 'variants.csv'), 'w') as plain, \
        open(os.path.join(here, 'variants_matrix.csv'), 'w') as matrix:
    for out in plain, matrix:
        print('method;problem;step;x', file=out)
    for name, rule, problems in METHODS:
        for p in problems:
            out = plain if p in BOTH else matrix
            last = LAST.get((name, p.name), 100)
            points = paths[name, p.name] = path(name, rule, p, last)
            for t, x in enumerate(points):
                if t % 10 == 0 or last < 20:
                    text = ','.join(nstr(a, 25, strip_zeros=False) for a in x)
                    print(name, p.name, t, text, sep=';', file=out)

if D is not float:                # the same file again in Python's floats: how far do they stray?
    import re
    import tempfile

    def stray(a, b): return max(max(abs(p - q) for p, q in zip(x, y)) / max(1, *map(abs, x)) for x, y in zip(a, b))

    with open(os.path.abspath(__file__)) as file, tempfile.TemporaryDirectory() as floats, \
            open(os.path.join(here, 'variants_rounding.csv'), 'w') as out:
        text = re.sub(r'(?m)^from mpmath' r' import .*', 'from math import sqrt, log, exp\nD = float\n'
                      "mp = SimpleNamespace()\nnstr = lambda a, *b, **c: '%.25g' % a", file.read())
        scope = {'__file__': floats + '/variants.py', '__name__': 'variants'}
        exec(compile(text, 'variants', 'exec'), scope)
        print('method;problem;relative difference', file=out)
        for (name, problem), points in paths.items():
            rows = range(0, len(points), 10 if len(points) > 20 else 1)
            difference = stray([points[t] for t in rows], [scope['paths'][name, problem][t] for t in rows])
            print(name, problem, nstr(difference, 2), sep=';', file=out)
    for name, rule, problems in METHODS:
        for p in problems:
            points = paths[name, p.name]
            a, t = nearest.get((name, p.name), (D('inf'), 0))
            moved = path(name, rule, p, len(points) - 1, '1.0000000000000001')
            print(f'{name};{p.name}: nearest switch {nstr(a, 3)} at {t}; 1e-16 of the start becomes',
                  nstr(stray(points, moved), 2), '; the end', ' '.join(nstr(a, 6) for a in points[-1]))
