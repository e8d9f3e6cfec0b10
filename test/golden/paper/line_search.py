"""Reference paths of the methods with a line search, from their papers, at 60 digits: steepest descent with Armijo's
rule (Armijo 1966; Nocedal & Wright 2006, Algorithm 3.1) and with the strong Wolfe conditions, nonlinear conjugate
gradients (their Algorithm 5.4 with PR+, Gilbert & Nocedal 1992) and L-BFGS (Liu & Nocedal 1989; Algorithms 7.4, 7.5),
the last three with the line search of Moré & Thuente 1994 (more_thuente.py: ftol = c1, gtol = c2, xtol = 2.2e-16,
steps from 1e-20 to 1e20, at most 20 evaluations).
Run:  /usr/bin/python3 line_search.py       (needs mpmath)
It writes line_search.csv beside itself: method, problem, step (the accepted iterate), x (25 digits), evaluations (of f
and gradient, which together count one, up to that iterate, the one at the start included) and strayed: the largest
relative difference (to the largest coordinate, at least 1) up to that step among runs in doubles: a plain one, and
8 that see f and gradient each at a point a random half unit of the last place away, in each coordinate. It is the
measured bound of what rounding does to the path; `inf` from the step on at which some run used another number of
evaluations or had ended. A path ends where f - min < 1e-13 or at step 100. The program prints until which step doubles
follow to 1e-9, how the path ended, and the decision that was nearest to turning out otherwise.
"""
import math
import os
import random

from mpmath import mp, mpf, nstr

from more_thuente import search

mp.dps = 60
nearest, current, clock = {}, None, 0


def less(a, b):                   # a < b; at 60 digits notes how near to each other they were, relatively
    size = max(abs(a), abs(b))
    if not isinstance(size, float) and size:
        nearest[current] = min(nearest.get(current, (2, 0)), (abs(a - b) / size, clock))
    return a < b


def dot(a, b): return sum(p * q for p, q in zip(a, b))
def norm(a): return (math if isinstance(a[0], float) else mp).sqrt(dot(a, a))
def move(x, a, d): return [p + a * q for p, q in zip(x, d)]            # x + a d
def minus(a, b): return [p - q for p, q in zip(a, b)]


class Bowl:                       # 5 x1^2 + x2^2
    name, start = 'bowl', ('5', '5')
    f = staticmethod(lambda x: 5 * x[0]**2 + x[1]**2)
    g = staticmethod(lambda x: [10 * x[0], 2 * x[1]])


class Rosenbrock:                 # (1 - x1)^2 + 100 (x2 - x1^2)^2
    name, start = 'rosenbrock', ('-1.2', '1')
    f = staticmethod(lambda x: (1 - x[0])**2 + 100 * (x[1] - x[0]**2)**2)
    g = staticmethod(lambda x: [-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0]**2), 200 * (x[1] - x[0]**2)])


class Quadratic10:                # the sum of i x_i^2 / 2, i = 1, ..., 10
    name, start = 'quadratic10', ('1',) * 10
    f = staticmethod(lambda x: sum(i * a**2 / 2 for i, a in enumerate(x, 1)))
    g = staticmethod(lambda x: [i * a for i, a in enumerate(x, 1)])


class Run:                        # a problem, seen in one kind of number D, perhaps from nearby points
    def __init__(self, problem, D, noise=None):
        self.p, self.D, self.noise, self.evaluations = problem, D, noise, 0
        self.x = [D(a) for a in problem.start]
        self.f, self.g = self.evaluate(self.x)

    def say(self, what):
        if self.D is mpf:
            print(f'{current[0]} on {current[1]}, step {clock}: {what}')

    def near(self, x):
        return [a * (1 + self.noise.uniform(-1, 1) * 2.0**-53) for a in x] if self.noise else x

    def evaluate(self, x):
        self.evaluations += 1
        return self.p.f(self.near(x)), self.p.g(self.near(x))

    def wolfe(self, d, slope, first, c2):           # moves to the accepted point; returns the step
        at = {}

        def phi(t):
            x = move(self.x, t, d)
            f, g = self.evaluate(x)
            at[t] = x, f, g
            return f, dot(g, d)
        D = self.D
        t, _, how = search(phi, self.f, slope, first, D('1e-4'), D(c2), D('2.2e-16'), D('1e-20'), D('1e20'), 20, less)
        if how != 'convergence':
            self.say('the line search ended by ' + how)
        self.x, self.f, self.g = at[t]
        return t


def first_step(g):
    return min(type(g[0])(1), 1 / norm(g))


def armijo(run):                  # a = 1, 1/2, ... until f(x + a d) <= f(x) + c1 a g.d, d = -g
    while True:
        d, a = [-q for q in run.g], run.D(1)
        slope = dot(run.g, d)
        while True:
            x = move(run.x, a, d)
            f, g = run.evaluate(x)
            if not less(run.f + run.D('1e-4') * a * slope, f):
                break
            a = a * run.D('0.5')
        run.x, run.f, run.g = x, f, g
        yield


def wolfe(run):                   # d = -g; the first trial after Nocedal & Wright, page 59
    a = None
    while True:
        d = [-q for q in run.g]
        slope = dot(run.g, d)
        first = first_step(run.g) if a is None else a * before / slope
        a, before = run.wolfe(d, slope, first, '0.9'), slope
        yield


def conjugate_gradient(run):
    d, a = [-q for q in run.g], None
    while True:
        slope = dot(run.g, d)
        first = first_step(run.g) if a is None else a * before / slope
        g = run.g
        a, before = run.wolfe(d, slope, first, '0.1'), slope
        beta = dot(run.g, minus(run.g, g)) / dot(g, g)
        if less(beta, run.D(0)):
            beta = run.D(0)
        d = [beta * p - q for p, q in zip(d, run.g)]
        if not less(dot(d, run.g), run.D(0)):
            run.say('restart')
            d = [-q for q in run.g]
        yield


def lbfgs(memory):
    def method(run):
        pairs = []                # (s, y, 1 / s.y), the oldest first
        while True:
            q, alphas = run.g, []
            for s, y, rho in reversed(pairs):
                alphas.append(rho * dot(s, q))
                q = move(q, -alphas[-1], y)
            if pairs:             # H0 = (s.y)/(y.y) of the newest pair
                s, y, rho = pairs[-1]
                scale = dot(s, y) / dot(y, y)
                q = [scale * c for c in q]
            for (s, y, rho), alpha in zip(pairs, reversed(alphas)):
                q = move(q, alpha - rho * dot(y, q), s)
            d = [-c for c in q]
            first = first_step(run.g) if run.evaluations == 1 else run.D(1)
            x, g = run.x, run.g
            run.wolfe(d, dot(g, d), first, '0.9')
            s, y = minus(run.x, x), minus(run.g, g)
            if less(run.D('2.2e-16') * dot(y, y), dot(s, y)):
                pairs = pairs[-memory + 1:] if memory > 1 else []
                pairs.append((s, y, 1 / dot(s, y)))
            else:
                run.say('pair dropped')
            yield
    return method


METHODS = [('gradient_descent(line_search=armijo)', armijo), ('gradient_descent(line_search=wolfe)', wolfe),
           ('conjugate_gradient', conjugate_gradient), ('lbfgs', lbfgs(10)), ('lbfgs(memory=3)', lbfgs(3))]


def path(method, run):            # [(x, evaluations)] of the accepted iterates
    global clock
    rows, steps = [(run.x, run.evaluations)], method(run)
    for clock in range(1, 101):
        next(steps)
        rows.append((run.x, run.evaluations))
        if less(run.f, run.D('1e-13')):
            break
    return rows


def difference(a, b):
    return max(abs(p - q) for p, q in zip(a, b)) / max(1, *map(abs, a))


def write(methods, program):     # the .csv beside the program
    global current
    with open(os.path.splitext(os.path.abspath(program))[0] + '.csv', 'w') as out:
        print('method;problem;step;x;evaluations;strayed', file=out)
        for name, method in methods:
            for problem in Bowl, Rosenbrock, Quadratic10:
                current = name, problem.name
                run = Run(problem, mpf)
                exact = path(method, run)
                noises = [None] + [random.Random(seed) for seed in range(8)]
                doubles = [path(method, Run(problem, float, noise)) for noise in noises]
                strayed, followed = 0.0, 0
                for step, (x, evaluations) in enumerate(exact):
                    for other in doubles:
                        alike = step < len(other) and other[step][1] == evaluations
                        strayed = max(strayed, float(difference(x, other[step][0])) if alike else math.inf)
                    followed = step if strayed <= 1e-9 else followed
                    text = ','.join(nstr(a, 25, strip_zeros=False) for a in x)
                    print(name, problem.name, step, text, evaluations, f'{strayed:.1e}', sep=';', file=out)
                print(f'{name} on {problem.name}: {len(exact) - 1} steps, {evaluations} evaluations,',
                      f'f {nstr(run.f, 3)}; doubles follow to step {followed} of {len(exact) - 1};',
                      'nearest decision', nstr(nearest[current][0], 3), 'at step', nearest[current][1])


if __name__ == '__main__':
    write(METHODS, __file__)
