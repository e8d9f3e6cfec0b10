"""Reference paths of BFGS with the dense inverse Hessian (Nocedal & Wright 2006, Algorithm 6.1), at 60 digits, with the
line search, the problems and the columns of line_search.py.
Run:  /usr/bin/python3 bfgs.py              (needs mpmath)
It writes bfgs.csv beside itself. H is the identity at first; the first trial step is min(1, 1/|g|) then, as L-BFGS has it
there, and 1 afterwards. A pair of which s.y is not above 2.2e-16 y.y leaves H as it is (none does on these paths).
scale_first: before the first pair is taken H becomes (s.y)/(y.y) times the identity.
"""
from line_search import dot, first_step, less, minus, write


def product(a, b): return [[sum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]


def updated(h, s, y):             # (6.17): (I - rho s y') H (I - rho y s') + rho s s', rho = 1 / y.s
    rho, n = 1 / dot(y, s), range(len(s))
    left = [[(i == j) - rho * s[i] * y[j] for j in n] for i in n]
    inner = product(product(left, h), list(zip(*left)))
    return [[inner[i][j] + rho * s[i] * s[j] for j in n] for i in n]


def bfgs(scale_first=True, c2='0.9'):
    def method(run):
        n = range(len(run.x))

        def multiple(a): return [[a if i == j else run.D(0) for j in n] for i in n]
        h, first, scaled = multiple(run.D(1)), first_step(run.g), not scale_first
        while True:
            d = [-dot(row, run.g) for row in h]                     # (6.18)
            x, g = run.x, run.g
            run.wolfe(d, dot(g, d), first, c2)
            first = run.D(1)
            s, y = minus(run.x, x), minus(run.g, g)                 # (6.5)
            if less(run.D('2.2e-16') * dot(y, y), dot(s, y)):
                if not scaled:                                      # (6.20)
                    h, scaled = multiple(dot(y, s) / dot(y, y)), True
                h = updated(h, s, y)
            else:
                run.say('pair dropped')
            yield
    return method


write([('bfgs', bfgs()), ('bfgs(scale_first=false)', bfgs(False)), ('bfgs(c2=0.1)', bfgs(c2='0.1'))], __file__)
