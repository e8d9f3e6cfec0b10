"""Reference trajectories of optimisation methods, from their papers' pseudo-code, at 60 digits.

Written from the papers' formulas only, from no library's source. Every method acts coordinate by
coordinate: rule(s, t, x, g) returns the new x of one coordinate, s its state, t counted from 1.
Run:  /usr/bin/python3 trajectories.py      (needs mpmath)
It writes trajectories.csv beside itself (method;problem;step;x with 25 significant digits, steps
0, 10, ..., 100) and prints the argument nearest to zero of any sign taken on each path.
"""
import os
from types import SimpleNamespace
from mpmath import mp, mpf as D, sqrt, nstr

mp.dps = 60
nearest, current = {}, None       # (method, problem) -> the smallest (|sign argument|, t); the one being run

def bowl(x):                      # gradient of 5 x1^2 + x2^2
    return [10 * x[0], 2 * x[1]]

def rosenbrock(x):                # gradient of (1 - x1)^2 + 100 (x2 - x1^2)^2
    return [-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0]**2), 200 * (x[1] - x[0]**2)]

def sign(a, t):                   # sign(0) = 0; notes how near to zero the argument came
    nearest[current] = min(nearest.get(current, (D('inf'), 0)), (abs(a), t))
    return (a > 0) - (a < 0)

def mean(old, new, beta):
    return beta * old + (1 - beta) * new

LR, B1, B2, E8 = D('0.02'), D('0.9'), D('0.999'), D('1e-8')

def qhm(s, t, x, g):              # Ma & Yarats 2019, eqs (3) and (4)
    s.m = mean(s.m, g, B1)
    return x - D('0.002') * (D('0.3') * g + D('0.7') * s.m)

def qhadam(s, t, x, g):           # Ma & Yarats 2019, the section on QHAdam, the update of theta
    b1, b2, n1, n2 = D('0.95'), D('0.99'), D('0.7'), D('0.9')
    s.m, s.v = mean(s.m, g, b1), mean(s.v, g * g, b2)
    mh, vh = s.m / (1 - b1**t), s.v / (1 - b2**t)
    return x - LR * ((1 - n1) * g + n1 * mh) / (sqrt((1 - n2) * g * g + n2 * vh) + E8)

def yogi(correct):                # Zaheer et al. 2018, Algorithm 2; the corrections of m and v are optax's
    def rule(s, t, x, g):
        s.m = mean(s.m, g, B1)
        s.v = s.v - (1 - B2) * sign(s.v - g * g, t) * g * g
        mh, vh = (s.m / (1 - B1**t), s.v / (1 - B2**t)) if correct else (s.m, s.v)
        return x - LR * mh / (sqrt(vh) + D('1e-3'))
    return rule

def adabelief(s, t, x, g):        # Zhuang et al. 2020, Algorithm 2
    s.m = mean(s.m, g, B1)
    s.v = mean(s.v, (g - s.m)**2, B2) + D('1e-16')
    return x - LR * (s.m / (1 - B1**t)) / (sqrt(s.v / (1 - B2**t)) + D('1e-16'))

def sign_sgd(s, t, x, g):         # Bernstein et al. 2018, Algorithm 1 (signSGD)
    return x - D('0.0137') * sign(g, t)

def signum(s, t, x, g):           # Bernstein et al. 2018, Algorithm 2 (Signum)
    s.m = mean(s.m, g, B1)
    return x - D('0.0137') * sign(s.m, t)

def lion(decay):                  # Chen et al. 2023, Algorithm 2
    def rule(s, t, x, g):
        c = mean(s.m, g, B1)
        s.m = mean(s.m, g, D('0.99'))
        return x - D('0.0137') * (sign(c, t) + decay * x)
    return rule

def adagrad(s, t, x, g):          # Duchi et al. 2011, eq (1), diagonal form; v starts at 0.1
    s.v += g * g
    return x - D('0.1') * g / sqrt(s.v + D('1e-7'))

def amsgrad(s, t, x, g):          # Reddi et al. 2018, Algorithm 2 (plus epsilon)
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    s.u = max(s.u, s.v)
    return x - LR * s.m / (sqrt(s.u) + E8)

def amsgrad_corrected(s, t, x, g):  # the same Algorithm 2 as optax corrects it: maximum of the corrected v
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    s.u = max(s.u, s.v / (1 - B2**t))
    return x - LR * (s.m / (1 - B1**t)) / (sqrt(s.u) + E8)

def adamax(s, t, x, g):           # Kingma & Ba 2015, Algorithm 2
    s.m, s.u = mean(s.m, g, B1), max(B2 * s.u, abs(g))
    return x - LR / (1 - B1**t) * s.m / s.u

def nadam(s, t, x, g):            # Dozat 2016, Algorithm 2 (Nadam), mu constant; v/(1-beta2^t), as in Adam
    s.m, s.v = mean(s.m, g, B1), mean(s.v, g * g, B2)
    mh = B1 * s.m / (1 - B1**(t + 1)) + (1 - B1) * g / (1 - B1**t)
    return x - LR * mh / (sqrt(s.v / (1 - B2**t)) + E8)

def adadelta(s, t, x, g):         # Zeiler 2012, Algorithm 1; v is E[g^2], u is E[dx^2]
    s.v = mean(s.v, g * g, D('0.95'))
    d = -sqrt(s.u + D('1e-6')) / sqrt(s.v + D('1e-6')) * g
    s.u = mean(s.u, d * d, D('0.95'))
    return x + d

METHODS = [                       # (the method string, its rule, the starts of m and v; u starts at zero)
    ('qhm(lr=0.002, momentum=0.9, share=0.7)', qhm, '0', '0'),
    ('qhadam(lr=0.02, beta1=0.95, beta2=0.99, share1=0.7, share2=0.9, epsilon=1e-8)', qhadam, '0', '0'),
    ('yogi(lr=0.02)', yogi(True), '1e-6', '1e-6'),
    ('yogi(lr=0.02, accumulator_start=0, bias_correction=false)', yogi(False), '0', '0'),
    ('adabelief(lr=0.02)', adabelief, '0', '0'), ('sign_sgd(lr=0.0137)', sign_sgd, '0', '0'),
    ('signum(lr=0.0137, momentum=0.9)', signum, '0', '0'), ('lion(lr=0.0137)', lion(D('0')), '0', '0'),
    ('lion(lr=0.0137, weight_decay=0.1)', lion(D('0.1')), '0', '0'),
    ('adagrad(lr=0.1, epsilon=1e-7, epsilon_place=inside, accumulator_start=0.1)', adagrad, '0', '0.1'),
    ('amsgrad(lr=0.02, bias_correction=false)', amsgrad, '0', '0'),
    ('amsgrad(lr=0.02, maximum=corrected)', amsgrad_corrected, '0', '0'),
    ('adamax(lr=0.02, epsilon=0)', adamax, '0', '0'),
    ('nadam(lr=0.02, momentum_schedule=false)', nadam, '0', '0'),
    ('adadelta(lr=1, decay=0.95, epsilon=1e-6)', adadelta, '0', '0')]

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'trajectories.csv'), 'w') as out:
    print('method;problem;step;x', file=out)
    for name, rule, m, v in METHODS:
        for gradient, start in (bowl, ('5', '5')), (rosenbrock, ('-1.2', '1')):
            current, x = (name, gradient.__name__), [D(a) for a in start]
            states = [SimpleNamespace(m=D(m), v=D(v), u=D('0')) for _ in x]
            for t in range(101):
                if t:
                    x = [rule(s, t, a, g) for s, a, g in zip(states, x, gradient(x))]
                if t % 10 == 0:
                    text = ','.join(nstr(a, 25, strip_zeros=False) for a in x)
                    print(*current, t, text, sep=';', file=out)
for (name, problem), (a, t) in nearest.items():
    print('nearest sign argument', nstr(a, 5), 'at step', t, 'of', name, 'on', problem)
