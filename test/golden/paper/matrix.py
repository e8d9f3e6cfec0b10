"""Reference trajectories of methods that see a tensor's shape, from their papers, at 60 digits.

Written from the papers' formulas only, from no library's source. A rule works on one tensor:
rule(s, t, W, G) returns the new W; s is its state, t counted from 1. A tensor is a list of rows;
a vector is a matrix of one column for which s.vector is true. Sophia works on all coordinates.
Run:  /usr/bin/python3 matrix.py            (needs mpmath)
It writes beside itself
  matrix.csv           method;problem;step;x with 25 significant digits (x: the tensors one after
                       another, each row by row), steps 0, 10, ..., 100, where doubles cannot
                       follow so far up to LAST, and then each step if that is below 20
  matrix_problems.csv  problem;tensors;start;formula in x1, x2, ..., its constants exact decimals
  matrix_rounding.csv  method;problem;relative difference: how far doubles stray by rounding alone
and prints the argument nearest to each switch (a clip, a maximum, an order) on each path.
"""
import math
import os
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
import mpmath
from mpmath import mp, nstr

mp.dps = 60
EXACT, DOUBLE = (mpmath.mpf, mpmath), (float, math)
D, lib = EXACT                    # the numbers in use, and where their sqrt and tanh are
nearest, current, clock = {}, None, 0

def note(a, b):                   # a switch looks at whether a < b: how near did the two come?
    size = max(abs(a), abs(b))
    if D is EXACT[0] and size:
        nearest[current] = min(nearest.get(current, (D('inf'), 0)), (abs(a - b) / size, clock))

def most(a, b):
    note(a, b)
    return max(a, b)

# Matrices: lists of rows.

def dot(a, b): return sum((p * q for p, q in zip(a, b)), D(0))
def turned(A): return [list(column) for column in zip(*A)]
def times(A, B): return [[dot(row, column) for column in turned(B)] for row in A]
def each(f, *M): return [[f(*a) for a in zip(*rows)] for rows in zip(*M)]
def scaled(A, c): return each(lambda a: a * c, A)
def plus(A, B, c=1): return each(lambda a, b: a + c * b, A, B)
def mean(old, new, beta): return each(lambda a, b: beta * a + (1 - beta) * b, old, new)
def entries(A): return [a for row in A for a in row]
def norm(A): return lib.sqrt(dot(entries(A), entries(A)))
def rms(A): return norm(A) / lib.sqrt(D(len(entries(A))))
def eye(n): return [[D(i == j) for j in range(n)] for i in range(n)]
def zeros(A): return scaled(A, D(0))

def eigen(P):                     # Jacobi's method, cyclic by rows: eigenvalues and columns, as
    n, P, Q = len(P), [list(row) for row in P], eye(len(P))        # they come
    for _ in range(60):
        size = max(abs(a) for a in entries(P))
        if all(abs(P[i][j]) <= size * D('1e-70' if D is EXACT[0] else '1e-30')
               for i in range(n) for j in range(i)):
            break
        for i in range(n):
            for j in range(i + 1, n):
                if P[i][j] == 0:
                    continue
                z = (P[j][j] - P[i][i]) / (2 * P[i][j])
                tan = (1 if z >= 0 else -1) / (abs(z) + lib.sqrt(z * z + 1))
                c = 1 / lib.sqrt(tan * tan + 1)
                J = eye(n)
                J[i][i] = J[j][j] = c
                J[i][j], J[j][i] = tan * c, -tan * c
                P, Q = times(times(turned(J), P), J), times(Q, J)
                P[i][j] = P[j][i] = D(0)
    return [P[i][i] for i in range(n)], turned(Q)

def power(P, exponent):           # of a symmetric positive definite matrix
    values, columns = eigen(P)
    return times(times(turned(columns), [[e * (i == j) for j in range(len(P))] for i, e in
                 enumerate(v**exponent for v in values)]), columns)

def beside(q, columns):           # q less its parts along orthonormal columns (twice: rounding)
    for column in columns * 2:
        along = dot(column, q)
        q = [a - along * b for a, b in zip(q, column)]
    return q, lib.sqrt(dot(q, q))

def qr(S):                        # the orthogonal factor, signs making R's diagonal positive
    columns = []
    for column in turned(S):
        q, size = beside(column, columns)
        assert size > D('1e-12') * lib.sqrt(dot(column, column)), 'no full rank'
        columns.append([a / size for a in q])
    return turned(columns)

# Problems.

A = [[Fraction(a, 2) for a in row] for row in ((2, 1, 0), (1, 3, 1), (0, 1, 2))]
B = [[Fraction(a) for a in row] for row in ((1, .5, 0), (0, 1, .5), (.25, 0, 1))]
C = [[Fraction(3 * (i + 1) - 2 * j, 10) for j in range(3)] for i in range(3)]
SAMPLES = [[Fraction(a) for a in row.split()] for row in ('0.5 1 0.4', '-1 0.3 -0.7', '2 -0.5 0.9')]

def text(a):                      # the exact decimal of a fraction
    return str(Decimal(a.numerator) / a.denominator)

def total(terms):                 # 'a*x1 - b*x2 + c' of pairs (a, 'x1'), the last name may be ''
    out = ''
    for a, name in terms:
        if a:
            size = text(abs(a)) if abs(a) != 1 or not name else ''
            part = '*'.join(p for p in (size, name) if p)
            out += (' - ' if a < 0 else ' + ') + part if out else ('-' if a < 0 else '') + part
    return out

def number(a): return D(a.numerator) / D(a.denominator)
def numbers(A): return [[number(a) for a in row] for row in A]

def square_gradient(x):           # A^T (A W B - C) B^T
    a, b, W = numbers(A), numbers(B), [x[0:3], x[3:6], x[6:9]]
    residual = plus(times(times(a, W), b), numbers(C), -1)
    return entries(times(times(turned(a), residual), turned(b)))

def tall_gradient(x):
    g = []
    for k in range(4):
        a, b = x[2 * k], x[2 * k + 1]
        y = lib.tanh(a + b / 2)
        d = 2 * (y - D(k + 1) / 5) * (1 - y * y)
        g += [d + a / 5, d / 2 + b / 5]
    return g

def network_gradient(x, along=None):         # along: the derivative of the gradient along it
    g = [D(0)] * 6
    for u, v, target in numbers(SAMPLES):
        by = (u, v, D(1))
        y = [lib.tanh(x[2 * r] * u + x[2 * r + 1] * v + x[4 + r]) for r in (0, 1)]
        e, slope = y[0] + y[1] - target, [1 - a * a for a in y]
        if along:
            dz = [along[2 * r] * u + along[2 * r + 1] * v + along[4 + r] for r in (0, 1)]
            de = slope[0] * dz[0] + slope[1] * dz[1]
        for r in (0, 1):
            d = 2 * (de * slope[r] - e * 2 * y[r] * slope[r] * dz[r]) if along else 2 * e * slope[r]
            for place, b in zip((2 * r, 2 * r + 1, 4 + r), by):
                g[place] += d * b
    return g

def problem(name, tensors, start, gradient, formula, hessian=None):
    return SimpleNamespace(name=name, tensors=tensors, start=[Fraction(a) for a in start],
                           g=gradient, formula=formula, hessian=hessian)

square = problem(
    'square', [(3, 3)],
    [Fraction(10 * (i == j) + 2 * i - j, 20) for i in range(3) for j in range(3)],
    square_gradient,
    '(' + ' + '.join('({})^2'.format(total(
        [(A[i][k] * B[l][j], f'x{3 * k + l + 1}') for k in range(3) for l in range(3)]
        + [(-C[i][j], '')])) for i in range(3) for j in range(3)) + ') / 2')
tall = problem(
    'tall', [(4, 2)], [Fraction(3 * (k - 2) + 2 * j, 10) for k in range(1, 5) for j in (1, 2)],
    tall_gradient,
    ' + '.join(f'(tanh(x{2 * k + 1} + 0.5*x{2 * k + 2}) - 0.{2 * k + 2})^2' for k in range(4))
    + ' + 0.1*(' + ' + '.join(f'x{i}^2' for i in range(1, 9)) + ')')
network = problem(
    'network', [(2, 2), (2,)], ['0.1', '-0.2', '0.3', '0.4', '0.05', '-0.1'], network_gradient,
    ' + '.join('(tanh({}) + tanh({}) {} {})^2'.format(
        *(total([(u, f'x{2 * r + 1}'), (v, f'x{2 * r + 2}'), (1, f'x{5 + r}')]) for r in (0, 1)),
        '-+'[target < 0], text(abs(target))) for u, v, target in SAMPLES),
    lambda x, u: network_gradient(x, u))
bowl = problem(
    'bowl', [(2,)], ['5', '5'], lambda x: [10 * x[0], 2 * x[1]], '5*x1^2 + x2^2',
    lambda x, u: [10 * u[0], 2 * u[1]])
quartic = problem(
    'quartic', [(3,)], ['1', '2', '-1.5'], lambda x: [4 * x[0]**3, 6 * x[1], x[2]**3],
    'x1^4 + 3*x2^2 + x3^4 / 4', lambda x, u: [12 * x[0]**2 * u[0], 6 * u[1], 3 * x[2]**2 * u[2]])

# Methods.

def adam(s, t, W, G, rate, beta1, beta2, eps):   # Kingma & Ba 2015, Algorithm 1
    s.m, s.v = mean(s.m, G, beta1), mean(s.v, each(lambda g: g * g, G), beta2)
    return each(lambda w, m, v: w - rate * (m / (1 - beta1**t)) /
                (lib.sqrt(v / (1 - beta2**t)) + eps), W, s.m, s.v)

def orthogonalized(U):            # Jordan et al. 2024: five steps of a quintic Newton-Schulz
    a, b, c = D('3.4445'), D('-4.7750'), D('2.0315')
    wide = len(U) <= len(U[0])
    X = U if wide else turned(U)
    X = scaled(X, 1 / (norm(X) + D('1e-7')))
    for _ in range(5):
        S = times(X, turned(X))
        X = plus(scaled(X, a), times(plus(scaled(S, b), times(S, S), c), X))
    return X if wide else turned(X)

def muon(nesterov=True, average=False, scale='shape', decay='0'):
    def rule(s, t, W, G):         # Jordan et al. 2024; decay and scale=adam: Liu et al. 2025
        rate, mu, rows, columns = D('0.02'), D('0.95'), len(W), len(W[0])
        if s.vector:
            rate = D('0.001')
            return adam(s, t, scaled(W, 1 - rate * D(decay)), G, rate, D('0.9'), mu, D('1e-8'))
        new = 1 - mu if average else 1
        s.m = plus(scaled(s.m, mu), G, new)
        U = plus(scaled(s.m, mu), G, new) if nesterov else s.m
        size = lib.sqrt(max(D(1), D(rows) / columns)) if scale == 'shape' else \
            D('0.2') * lib.sqrt(D(max(rows, columns)))
        return plus(scaled(W, 1 - rate * D(decay)), orthogonalized(U), -rate * size)
    return rule

def shampoo(mu):                  # Gupta, Koren & Singer 2018 (1802.09568), Algorithms 1 and 2
    def rule(s, t, W, G):
        if t == 1:
            s.L, s.R = scaled(eye(len(W)), D('1e-4')), scaled(eye(len(W[0])), D('1e-4'))
        s.L = plus(s.L, times(G, turned(G)))
        if s.vector:              # order k = 1: one preconditioner, exponent -1/(2k)
            P = times(power(s.L, -1 / D(2)), G)
        else:
            s.R = plus(s.R, times(turned(G), G))
            P = times(times(power(s.L, -1 / D(4)), G), power(s.R, -1 / D(4)))
        s.m = plus(scaled(s.m, D(mu)), P)
        return plus(W, s.m, -D('0.1'))
    return rule

def first_basis(P):               # eigenvectors, the largest eigenvalue first; where eigenvalues
    n = len(P)                    # vanish (to 1e-12 of the largest), any orthonormal columns would
    values, columns = eigen(P)    # do: here again and again the part beside the columns so far of
    order = sorted(range(n), key=lambda i: -values[i])      # the unit vector that has the longest
    for i, j in zip(order, order[1:]):                      # such part, the first of equals
        if values[j] > D('1e-12') * values[order[0]]:
            note(values[i], values[j])
    columns = [columns[i] for i in order if values[i] > D('1e-12') * values[order[0]]]
    while len(columns) < n:
        parts = sorted((beside(e, columns) for e in eye(n)), key=lambda part: -part[1])
        note(parts[0][1], parts[1][1])
        columns.append([a / parts[0][1] for a in parts[0][0]])
    return turned(columns)

def soap(start='gradient', sort=False):
    def rule(s, t, W, G):         # Vyas et al. 2024 (2409.11321), Algorithms 3 and 4, with the
        beta = D('0.95')          # authors' bias corrections and first step
        late = start == 'gradient'
        if t == 1:
            s.L, s.R = zeros(times(W, turned(W))), zeros(times(turned(W), W))
            s.QL, s.QR = eye(len(W)), eye(len(W[0]))
        if t == 1 and late:       # the first gradient gives the first basis only; nothing moves
            if not s.vector:
                s.L = mean(s.L, times(G, turned(G)), beta)
                s.R = mean(s.R, times(turned(G), G), beta)
                s.QL, s.QR = first_basis(s.L), first_basis(s.R)
            return W
        t -= late                 # so many steps that moved something, this one too
        def rotated(X): return times(times(turned(s.QL), X), s.QR)
        s.m = mean(s.m, G, beta)
        s.v = mean(s.v, each(lambda g: g * g, rotated(G)), beta)
        N = each(lambda m, v: m / (lib.sqrt(v) + D('1e-8')), rotated(s.m), s.v)
        rate = D('0.01') * lib.sqrt(1 - beta**t) / (1 - beta**t)
        W = plus(W, times(times(s.QL, N), turned(s.QR)), -rate)
        if s.vector:              # QL, QR stay the identity: Adam
            return W
        s.L, s.R = mean(s.L, times(G, turned(G)), beta), mean(s.R, times(turned(G), G), beta)
        if t % 10 == 0:
            s.QL, rows = refreshed(s.L, s.QL, sort)
            s.QR, columns = refreshed(s.R, s.QR, sort)
            s.v = [[s.v[i][j] for j in columns] for i in rows]
        return W
    return rule

def refreshed(P, Q, sort):        # Algorithm 4; sort: columns by their q^T P q, the largest first
    S, order = times(P, Q), list(range(len(P)))
    if sort:
        values = [dot(q, p) for q, p in zip(turned(Q), turned(S))]
        order.sort(key=lambda i: -values[i])
        for i, j in zip(order, order[1:]):
            note(values[i], values[j])
        S = [[row[i] for i in order] for row in S]
    return qr(S), order

def adafactor(s, t, W, G):        # Shazeer & Stern 2018 (1804.04235), Algorithms 4 and 5, and 6's
    beta = 1 - D(t)**-D('0.8')    # parameters: 1e-30, 1e-3, 1, min(1e-2, 1/sqrt t)
    squares = each(lambda g: g * g + D('1e-30'), G)
    if s.vector:
        s.v = v = mean(s.v, squares, beta)
    else:
        if t == 1:
            s.R, s.C = [[D(0)] for _ in W], [[D(0)] for _ in W[0]]
        s.R = mean(s.R, [[sum(row)] for row in squares], beta)
        s.C = mean(s.C, [[sum(row)] for row in turned(squares)], beta)
        v = scaled(times(s.R, turned(s.C)), 1 / sum(entries(s.R)))
    U = each(lambda g, v: g / lib.sqrt(v), G, v)
    rate = most(D('1e-3'), rms(W)) * min(D('1e-2'), 1 / lib.sqrt(D(t)))
    return plus(W, scaled(U, 1 / most(D(1), rms(U))), -rate)

def by_tensor(rule):
    def run(s, t, x, p):
        if t == 1:
            s.parts = [None] * len(p.tensors)
        g, out = p.g(x), []
        for i, shape in enumerate(p.tensors):
            rows, columns = (*shape, 1)[:2]
            W, G = ([a[len(out) + r * columns:][:columns] for r in range(rows)] for a in (x, g))
            if t == 1:
                s.parts[i] = SimpleNamespace(vector=len(shape) == 1, m=zeros(W), v=zeros(W))
            out += entries(rule(s.parts[i], t, W, G))
        return out
    return run

def sophia(rate='0.05', gamma='0.01', decay='0'):
    def run(s, t, x, p):          # Liu et al. 2023 (2305.14342), Algorithms 3 and 1; the probe is
        beta1, beta2 = D('0.96'), D('0.99')   # all +1: any signs do where the Hessian is diagonal
        if t == 1:
            s.m = s.h = [D(0)] * len(x)
        s.m = mean([s.m], [p.g(x)], beta1)[0]
        if t % 10 == 1:
            s.h = mean([s.h], [p.hessian(x, [D(1)] * len(x))], beta2)[0]
        out = []
        for x, m, h in zip(x, s.m, s.h):
            ratio = m / most(D(gamma) * h, D('1e-12'))
            note(abs(ratio), D(1))
            out.append(x - D(rate) * D(decay) * x - D(rate) * max(D(-1), min(ratio, D(1))))
        return out
    return run

TENSORS, DIAGONAL = (square, tall, network), (bowl, quartic)
METHODS = [                       # (the method string, its rule, the problems)
    ('muon(learning_rate=0.02)', by_tensor(muon()), TENSORS),
    ('muon(learning_rate=0.02, nesterov=false)', by_tensor(muon(False)), TENSORS),
    ('muon(learning_rate=0.02, momentum_form=average)', by_tensor(muon(average=True)), TENSORS),
    ('muon(learning_rate=0.02, scale=adam)', by_tensor(muon(scale='adam')), TENSORS),
    ('muon(learning_rate=0.02, weight_decay=0.1)', by_tensor(muon(decay='0.1')), TENSORS),
    ('shampoo(learning_rate=0.1)', by_tensor(shampoo('0')), TENSORS),
    ('shampoo(learning_rate=0.1, momentum=0.9)', by_tensor(shampoo('0.9')), TENSORS),
    ('soap(learning_rate=0.01)', by_tensor(soap()), TENSORS),
    ('soap(learning_rate=0.01, sort=true)', by_tensor(soap(sort=True)), TENSORS),
    ('soap(learning_rate=0.01, first_basis=identity)', by_tensor(soap('identity')), TENSORS),
    ('soap(learning_rate=0.01, first_basis=identity, sort=true)', by_tensor(soap('identity', True)),
     TENSORS),
    ('adafactor_factored', by_tensor(adafactor), TENSORS),
    ('sophia(learning_rate=0.05, probe=sign)', sophia(), DIAGONAL),
    ('sophia(learning_rate=0.05, probe=sign, weight_decay=0.1)', sophia(decay='0.1'), DIAGONAL),
    ('sophia(learning_rate=0.2, probe=sign, gamma=10)', sophia('0.2', '10'), DIAGONAL),
    ('sophia(learning_rate=0.05, probe=ones)', sophia(), (network,))]
LAST = {                          # (method, problem) -> the last step doubles can follow to 1e-10
    **{(f'muon(learning_rate=0.02{more})', p): last for more in
       ('', ', momentum_form=average', ', weight_decay=0.1')
       for p, last in (('square', 50), ('tall', 50), ('network', 30))},
    **{('muon(learning_rate=0.02, nesterov=false)', p): 80 for p in ('square', 'network')},
    ('sophia(learning_rate=0.05, probe=ones)', 'network'): 60}

def path(rule, p, last):
    global clock
    x, s = [number(a) for a in p.start], SimpleNamespace()
    for t in range(last + 1):
        clock = t
        if t:
            x = rule(s, t, x, p)
        if t % 10 == 0 or last < 20:
            yield t, x

def write(name):
    return open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), 'w')

if __name__ == '__main__':
    with write('matrix_problems.csv') as out:
        print('problem;tensors;start;formula', file=out)
        for p in (*TENSORS, *DIAGONAL):
            print(p.name, ','.join('x'.join(map(str, shape)) for shape in p.tensors),
                  ','.join(map(text, p.start)), p.formula, sep=';', file=out)
    with write('matrix_rounding.csv') as strays:
        print('method;problem;relative difference', file=strays)
        for name, methods in (('matrix.csv', METHODS),):
            with write(name) as out:
                print('method;problem;step;x', file=out)
                for method, rule, problems in methods:
                    for p in problems:
                        current, last = (method, p.name), LAST.get((method, p.name), 100)
                        D, lib = EXACT
                        exact = list(path(rule, p, last))
                        D, lib = DOUBLE
                        largest = 0
                        for (t, x), (_, y) in zip(exact, path(rule, p, last)):
                            print(*current, t, ','.join(nstr(a, 25, strip_zeros=False) for a in x),
                                  sep=';', file=out)
                            largest = max(largest, max(abs(a - b) for a, b in zip(x, y)) /
                                          max(1, *map(abs, x)))
                        print(*current, f'{float(largest):.1e}', sep=';', file=strays)
    for (method, problem), (a, t) in nearest.items():
        print('nearest switch', nstr(a, 5), 'at step', t, 'of', method, 'on', problem)
