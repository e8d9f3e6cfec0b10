#!/usr/bin/python3
"""Reference trajectories: how Keras 3, optax, ensmallen and PyTorch 2 step with their own defaults.

Formulas written by hand after reading the sources named beside each rule (no library is imported).
All arithmetic is IEEE double.  Every rule is a function (x0, lr) -> step, where step(x, g, f) takes the
current point, the gradient and the value there and returns the next point.  The two coordinates
are ONE parameter tensor (one leaf / one variable / one matrix), so "layer-wise" norms run over both.

K = keras-team/keras     version 3.16.0 (git 3422977a5e38)      keras/src/optimizers/
O = google-deepmind/optax 0.2.9.dev     (git 2edbcbe2390d)      optax/_src/, optax/contrib/, optax/transforms/
E = mlpack/ensmallen     3.11.1         (git f65354c0420b)      include/ensmallen_bits/
T = pytorch              2.9.0 text as held in ROCm/pytorch git 10b22ea5c6a6 (HEAD side of that merge);
                         radam pytorch/pytorch git 008ec6b1840c, rmsprop git 00853fbfb9f7,
                         _adafactor git 051d6a09bb15                torch/optim/
"""
import sys
from math import sqrt, copysign

Z = [0.0, 0.0]


def sign(v):
    return 0.0 if v == 0 else copysign(1.0, v)


def norm(v):
    return sqrt(sum(a * a for a in v))


def rms(v):
    return sqrt(sum(a * a for a in v) / len(v))


def each(fn, *vs):
    return [fn(*t) for t in zip(*vs)]


def ema(m, g, b):            # b*m + (1-b)*g
    return [b * a + (1 - b) * c for a, c in zip(m, g)]


def ema2(v, g, b):           # b*v + (1-b)*g^2
    return [b * a + (1 - b) * c * c for a, c in zip(v, g)]


# =========================================================================== plain, momentum, nesterov

def sgd(x0, lr):  # K sgd.py, O alias.py:sgd, E sgd/update_policies/vanilla_update.hpp, T sgd.py: all the same
    def step(x, g, f):
        return each(lambda p, d: p - lr * d, x, g)
    return step


def momentum_rate_inside(mu, nesterov):
    # K sgd.py (momentum 0.9 given; library default 0.0)
    # E sgd/update_policies/{momentum,nesterov_momentum}_update.hpp (library default momentum 0.5)
    def make(x0, lr):
        v = Z[:]

        def step(x, g, f):
            v[:] = each(lambda a, d: mu * a - lr * d, v, g)
            if nesterov:
                return each(lambda p, a, d: p + (mu * a - lr * d), x, v, g)
            return each(lambda p, a: p + a, x, v)
        return step
    return make


def momentum_rate_outside(mu, nesterov):
    # T sgd.py (momentum 0.9 given; default 0; dampening 0; first buffer = first gradient)
    # O transforms/_accumulation.py:trace (momentum 0.9 given; default None; trace starts at 0: same first step)
    def make(x0, lr):
        b = Z[:]

        def step(x, g, f):
            b[:] = each(lambda a, d: mu * a + d, b, g)
            u = each(lambda d, a: d + mu * a, g, b) if nesterov else b
            return each(lambda p, d: p - lr * d, x, u)
        return step
    return make


# =========================================================================== adagrad

def adagrad_inside(x0, lr):
    # K adagrad.py: accumulator 0.1, eps 1e-7 under the root.  O transform.py:scale_by_rss: the same (0 where acc==0)
    s = [0.1, 0.1]

    def step(x, g, f):
        s[:] = each(lambda a, d: a + d * d, s, g)
        return each(lambda p, d, a: p - lr * d / sqrt(a + 1e-7), x, g, s)
    return step


def adagrad_outside(eps):
    # E ada_grad/ada_grad_update.hpp: start 0, eps 1e-8.  T adagrad.py: start 0, eps 1e-10, lr_decay 0
    def make(x0, lr):
        s = Z[:]

        def step(x, g, f):
            s[:] = each(lambda a, d: a + d * d, s, g)
            return each(lambda p, d, a: p - lr * d / (sqrt(a) + eps), x, g, s)
        return step
    return make


# =========================================================================== adadelta

def adadelta(rho, eps):
    # K adadelta.py rho .95 eps 1e-7; O transform.py:scale_by_adadelta rho .9 eps 1e-6;
    # E ada_delta/ada_delta_update.hpp rho .95 eps 1e-6; T adadelta.py rho .9 eps 1e-6.
    # the step accumulator takes the step BEFORE lr; numerator uses the accumulator of the step before
    def make(x0, lr):
        a, d = Z[:], Z[:]

        def step(x, g, f):
            a[:] = ema2(a, g, rho)
            u = each(lambda e, s, c: sqrt(e + eps) / sqrt(s + eps) * c, d, a, g)
            d[:] = ema2(d, u, rho)
            return each(lambda p, c: p - lr * c, x, u)
        return step
    return make


# =========================================================================== rmsprop

def rmsprop(rho, eps, inside):
    # K rmsprop.py .9 1e-7 inside; O transform.py:scale_by_rms .9 1e-8 inside (eps_in_sqrt=True);
    # E rmsprop/rmsprop_update.hpp .99 1e-8 outside; T rmsprop.py .99 1e-8 outside.  start 0, no momentum, not centred
    def make(x0, lr):
        v = Z[:]

        def step(x, g, f):
            v[:] = ema2(v, g, rho)
            den = [sqrt(a + eps) if inside else sqrt(a) + eps for a in v]
            return each(lambda p, d, q: p - lr * d / q, x, g, den)
        return step
    return make


# =========================================================================== adam family

def adam_hat(eps, amsgrad=False, wd=0.0):
    # K adam.py eps 1e-7, adamw.py (decay 0.004 done FIRST by base_optimizer.py:_apply_weight_decay: x -= x*wd*lr);
    # E adam/adam_update.hpp, adam/amsgrad_update.hpp eps 1e-8.
    # eps outside the root of the UNcorrected v, correction in the rate; amsgrad = max of raw v
    def make(x0, lr):
        m, v, w, t = Z[:], Z[:], Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            a = lr * sqrt(1 - 0.999 ** t[0]) / (1 - 0.9 ** t[0])
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            w[:] = each(max, w, v) if amsgrad else v
            if wd:
                x = [p - p * wd * lr for p in x]
            return each(lambda p, c, q: p - a * c / (sqrt(q) + eps), x, m, w)
        return step
    return make


def adam_torch(amsgrad=False, wd=0.0):
    # T adam.py / adamw.py: eps 1e-8 outside the root of the corrected v; amsgrad = max of raw v, corrected after;
    # adamw: x *= 1 - lr*0.01 before everything else
    def make(x0, lr):
        m, v, w, t = Z[:], Z[:], Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
            if wd:
                x = [p * (1 - lr * wd) for p in x]
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            w[:] = each(max, w, v) if amsgrad else v
            return each(lambda p, c, q: p - lr / c1 * c / (sqrt(q) / sqrt(c2) + 1e-8), x, m, w)
        return step
    return make


def adam_optax(amsgrad=False, wd=0.0):
    # O transform.py:scale_by_adam / scale_by_amsgrad, alias.py:adamw: eps 1e-8 outside, eps_root 0;
    # amsgrad = max of the CORRECTED v; adamw: 1e-4*x(old) is added to the direction, then times -lr
    def make(x0, lr):
        m, v, w, t = Z[:], Z[:], Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            vh = [q / c2 for q in v]
            w[:] = each(max, w, vh) if amsgrad else vh
            u = each(lambda c, q: c / c1 / (sqrt(q) + 1e-8), m, w)
            return each(lambda p, c: p - lr * (c + wd * p), x, u)
        return step
    return make


def adamax_outside(eps):
    # K adamax.py eps 1e-7; E adam/adamax_update.hpp eps 1e-8 : lr/(1-b1^t) * m/(u+eps), u = max(b2 u, |g|)
    def make(x0, lr):
        m, u, t = Z[:], Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            m[:] = ema(m, g, 0.9)
            u[:] = each(lambda a, d: max(0.999 * a, abs(d)), u, g)
            c = lr / (1 - 0.9 ** t[0])
            return each(lambda p, a, q: p - c * a / (q + eps), x, m, u)
        return step
    return make


def adamax_in_max(x0, lr):
    # T adamax.py; O tree_utils/_tree_math.py:tree_update_infinity_moment : u = max(b2 u, |g|+1e-8), nothing added after
    m, u, t = Z[:], Z[:], [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        u[:] = each(lambda a, d: max(0.999 * a, abs(d) + 1e-8), u, g)
        c = lr / (1 - 0.9 ** t[0])
        return each(lambda p, a, q: p - c * a / q, x, m, u)
    return step


def nadam_schedule(psi, eps, hat):
    # K nadam.py psi 1, eps 1e-7 outside corrected root; T nadam.py psi 0.004, eps 1e-8 outside corrected root;
    # E adam/nadam_update.hpp psi 0.004, eps 1e-8 "hat" (root of raw v), b2 0.999 as passed by AdamType.
    # mu_t = b1 (1 - 0.5*0.96^(t psi)); the moment m itself decays with the constant b1
    def make(x0, lr):
        m, v, t, prod = Z[:], Z[:], [0], [1.0]

        def step(x, g, f):
            t[0] += 1
            mu = 0.9 * (1 - 0.5 * 0.96 ** (t[0] * psi))
            mu1 = 0.9 * (1 - 0.5 * 0.96 ** ((t[0] + 1) * psi))
            prod[0] *= mu
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            c2 = 1 - 0.999 ** t[0]
            num = each(lambda a, d: mu1 * a / (1 - prod[0] * mu1) + (1 - mu) * d / (1 - prod[0]), m, g)
            if hat:
                return each(lambda p, n, q: p - lr * n * sqrt(c2) / (sqrt(q) + eps), x, num, v)
            return each(lambda p, n, q: p - lr * n / (sqrt(q / c2) + eps), x, num, v)
        return step
    return make


def nadam_optax_direction():
    # O transform.py:scale_by_adam(nesterov=True): b1*m/(1-b1^(t+1)) + (1-b1)*g/(1-b1^t), over sqrt(v/(1-b2^t)) + 1e-8
    m, v, t = Z[:], Z[:], [0]

    def direction(g):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        c1, c1n, c2 = 1 - 0.9 ** t[0], 1 - 0.9 ** (t[0] + 1), 1 - 0.999 ** t[0]
        return each(lambda a, d, q: (0.9 * a / c1n + 0.1 * d / c1) / (sqrt(q / c2) + 1e-8), m, g, v)
    return direction


def nadam_optax(x0, lr):  # O alias.py:nadam
    d = nadam_optax_direction()

    def step(x, g, f):
        return each(lambda p, u: p - lr * u, x, d(g))
    return step


def optimistic_adam_optax(x0, lr):
    # O alias.py:optimistic_adam_v2 (alpha 1, beta 1, nesterov=True!), transform.py:scale_by_optimistic_gradient:
    # 2u - u_prev, with u_prev := u at the first step (so the first step is a single one)
    d = nadam_optax_direction()
    prev = [None]

    def step(x, g, f):
        u = d(g)
        q = u if prev[0] is None else prev[0]
        prev[0] = u
        return each(lambda p, a, b: p - lr * (2 * a - b), x, u, q)
    return step


def optimistic_adam_ens(x0, lr):
    # E adam/optimisticadam_update.hpp: plain corrected Adam direction, 2u - u_prev, u_prev = 0 at first (double first step)
    m, v, q, t = Z[:], Z[:], Z[:], [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
        u = each(lambda a, b: a / c1 / (sqrt(b / c2) + 1e-8), m, v)
        r = each(lambda p, a, b: p - (2 * lr * a - lr * b), x, u, q)
        q[:] = u
        return r
    return step


def radam(hat):
    # O transform.py:scale_by_radam (hat False: sqrt(v/c2)+1e-8, ro>=5); T radam.py (hat True: sqrt(c2)/(sqrt(v)+1e-8), ro>5).
    # below the threshold (the first five steps): lr * corrected m, no second moment
    def make(x0, lr):
        m, v, t = Z[:], Z[:], [0]
        inf = 2 / (1 - 0.999) - 1

        def step(x, g, f):
            t[0] += 1
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            b2t = 0.999 ** t[0]
            c1, c2 = 1 - 0.9 ** t[0], 1 - b2t
            ro = inf - 2 * t[0] * b2t / c2
            if ro <= 5:
                return each(lambda p, a: p - lr * a / c1, x, m)
            r = sqrt((ro - 4) * (ro - 2) * inf / ((inf - 4) * (inf - 2) * ro))
            if hat:
                return each(lambda p, a, q: p - lr * (a / c1) * (sqrt(c2) / (sqrt(q) + 1e-8)) * r, x, m, v)
            return each(lambda p, a, q: p - lr * r * (a / c1) / (sqrt(q / c2) + 1e-8), x, m, v)
        return step
    return make


def adabelief(e_state, e_out):
    # O transform.py:scale_by_belief 1e-16, 1e-16; E ada_belief/ada_belief_update.hpp 1e-12 (AdaBelief class), 1e-12.
    # s = b2 s + (1-b2)(g - m_new)^2 + e_state, and that e_state stays in the stored s (grows to e/(1-b2))
    def make(x0, lr):
        m, s, t = Z[:], Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            m[:] = ema(m, g, 0.9)
            s[:] = [q + e_state for q in ema2(s, each(lambda d, a: d - a, g, m), 0.999)]
            c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
            return each(lambda p, a, q: p - lr * (a / c1) / (sqrt(q / c2) + e_out), x, m, s)
        return step
    return make


def yogi(start, eps, correct):
    # O transform.py:scale_by_yogi m0 = v0 = 1e-6, eps 1e-3 outside, corrected; E yogi/yogi_update.hpp 0, 1e-8, uncorrected
    def make(x0, lr):
        m, v, t = [start] * 2, [start] * 2, [0]

        def step(x, g, f):
            t[0] += 1
            m[:] = ema(m, g, 0.9)
            v[:] = each(lambda q, d: q - (1 - 0.999) * sign(q - d * d) * d * d, v, g)
            c1, c2 = (1 - 0.9 ** t[0], 1 - 0.999 ** t[0]) if correct else (1.0, 1.0)
            return each(lambda p, a, q: p - lr * (a / c1) / (sqrt(q / c2) + eps), x, m, v)
        return step
    return make


def lion(wd):
    # K lion.py (no decay); O transform.py:scale_by_lion + alias.py:lion (decay 1e-3 times x(old), times lr).  .9, .99
    def make(x0, lr):
        m = Z[:]

        def step(x, g, f):
            u = [sign(c) for c in ema(m, g, 0.9)]
            m[:] = ema(m, g, 0.99)
            return each(lambda p, c: p - lr * (c + wd * p), x, u)
        return step
    return make


def ftrl_keras(x0, lr):
    # K ftrl.py: n0 0.1, z0 0, power -0.5, l1 = l2 = shrinkage = beta = 0.  Pulled towards 0, not towards x0:
    # x1 = x0 (1 - sqrt(n0/n1)) - lr g/sqrt(n1)
    n, z = [0.1, 0.1], Z[:]

    def step(x, g, f):
        nn = each(lambda a, d: a + d * d, n, g)
        z[:] = each(lambda c, d, a, b, p: c + d - (sqrt(b) - sqrt(a)) / lr * p, z, g, n, nn, x)
        n[:] = nn
        return each(lambda c, b: -c / (sqrt(b) / lr), z, nn)
    return step


def lamb(eps):
    # K lamb.py eps 1e-7; O alias.py:lamb eps 1e-6 (scale_by_adam, then scale_by_trust_ratio).  corrected, eps outside,
    # ratio |x|/|u| over the tensor, 1 if either is 0; no decay by default
    def make(x0, lr):
        m, v, t = Z[:], Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            m[:] = ema(m, g, 0.9)
            v[:] = ema2(v, g, 0.999)
            c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
            u = each(lambda a, q: a / c1 / (sqrt(q / c2) + eps), m, v)
            nx, nu = norm(x), norm(u)
            r = nx / nu if nx > 0 and nu > 0 else 1.0
            return each(lambda p, a: p - r * lr * a, x, u)
        return step
    return make


def lars_optax(x0, lr):
    # O alias.py:lars: trust 0.001*|x|/|g| (eps 0; 1 if a norm is 0) -> times -lr -> trace(0.9): velocity holds rate and ratio
    b = Z[:]

    def step(x, g, f):
        nx, ng = norm(x), norm(g)
        r = 0.001 * nx / ng if nx > 0 and ng > 0 else 1.0
        b[:] = each(lambda a, d: -lr * r * d + 0.9 * a, b, g)
        return each(lambda p, a: p + a, x, b)
    return step


def novograd_optax(x0, lr):
    # O transform.py:scale_by_novograd, alias eps 1e-6: one nu a tensor; first nu = |g|^2, first m = g/(sqrt(nu)+eps);
    # then nu = .25 nu + .75 |g|^2, m = .9 m + g/(sqrt(nu)+eps)  (no 1-b1; no correction)
    m, nu = Z[:], [None]

    def step(x, g, f):
        s = norm(g) ** 2
        nu[0] = s if nu[0] is None else 0.25 * nu[0] + 0.75 * s
        m[:] = each(lambda a, d: 0.9 * a + d / (sqrt(nu[0]) + 1e-6), m, g)
        return each(lambda p, a: p - lr * a, x, m)
    return step


# =========================================================================== adafactor (vectors, nothing factored)

def adafactor(kind):
    # K adafactor.py 'keras': g^2+1e-30, rho = min(lr, 1/sqrt t), times max(1e-3, rms x), clip rms(u) at 1
    # O factorized.py + alias.py 'optax': the same without min(lr, 1/sqrt t): plain lr  (its 1-t^-.8 is computed in float32)
    # T _adafactor.py 'torch': as keras but no eps in g^2; v clamped from below at eps(dtype)^2
    def make(x0, lr):
        v, t = Z[:], [0]

        def step(x, g, f):
            t[0] += 1
            b = 1 - t[0] ** -0.8
            add = 0.0 if kind == 'torch' else 1e-30
            v[:] = each(lambda q, d: b * q + (1 - b) * (d * d + add), v, g)
            low = sys.float_info.epsilon ** 2 if kind == 'torch' else 0.0
            u = each(lambda d, q: d / sqrt(max(q, low)), g, v)
            c = max(1.0, rms(u) / 1.0)
            rho = lr if kind == 'optax' else min(lr, 1 / sqrt(t[0]))
            a = max(1e-3, rms(x)) * rho
            return each(lambda p, d: p - a * d / c, x, u)
        return step
    return make


# =========================================================================== signs

def rprop_torch(x0, lr):
    # T rprop.py: .5/1.2, 1e-6..50, first step size = lr; a sign change shrinks the step, does not move, stores g = 0
    prev, s = Z[:], [lr, lr]

    def step(x, g, f):
        out = []
        for i in range(2):
            k, d = g[i] * prev[i], g[i]
            s[i] = min(50.0, max(1e-6, s[i] * (1.2 if k > 0 else 0.5 if k < 0 else 1.0)))
            if k < 0:
                d = 0.0
            out.append(x[i] - s[i] * sign(d))
            prev[i] = d
        return out
    return step


def rprop_optax(x0, lr):
    # O transform.py:scale_by_rprop, read literally: the update given out is the one stored at the step BEFORE
    # (nothing moves at the first step), 0 on a sign change; clipping only where the product is not 0
    prev, s = Z[:], [lr, lr]

    def step(x, g, f):
        out = []
        for i in range(2):
            k, old = g[i] * prev[i], prev[i]
            if k != 0:
                s[i] = min(50.0, max(1e-6, s[i] * (1.2 if k > 0 else 0.5)))
            prev[i] = 0.0 if k < 0 else s[i] * sign(g[i])
            out.append(x[i] - (0.0 if k < 0 else old))
        return out
    return step


def sign_sgd_optax(x0, lr):  # O alias.py:sign_sgd (sign(0) = 0)
    def step(x, g, f):
        return each(lambda p, d: p - lr * sign(d), x, g)
    return step


def signum_optax(x0, lr):  # O alias.py:signum: sign of .9 m + .1 g
    m = Z[:]

    def step(x, g, f):
        m[:] = ema(m, g, 0.9)
        return each(lambda p, a: p - lr * sign(a), x, m)
    return step


# =========================================================================== averages, schedule-free

def asgd_torch(x0, lr):
    # T asgd.py: lambd 1e-4, alpha .75, t0 1e6: x *= 1 - lambd*eta; x -= eta g; then eta = lr/(1+lambd lr t)^.75 for the next
    # step (first eta = lr).  The parameter is recorded; the average ax equals it until t - 1e6 > 1
    eta, t = [lr], [0]

    def step(x, g, f):
        t[0] += 1
        e = eta[0]
        r = each(lambda p, d: p * (1 - 1e-4 * e) - e * d, x, g)
        eta[0] = lr / (1 + 1e-4 * lr * t[0]) ** 0.75
        return r
    return step


def schedule_free(kind):
    # O contrib/_schedule_free.py ('sgd', 'adamw'); K schedule_free_adamw.py ('adamw').  b1 .9; weight of the average is
    # lr_max^2/sum = 1/t here.  Recorded: y, the parameters the library holds (gradient is taken there);
    # x = (y - .1 z)/.9 is recovered each time.  adamw: z -= lr g/(sqrt(v/(1-.999^t)) + 1e-8), no decay by default
    def make(x0, lr):
        z, v, t = x0[:], Z[:], [0]

        def step(y, g, f):
            t[0] += 1
            xa = each(lambda a, b: (a - (1 - 0.9) * b) / 0.9, y, z)
            if kind == 'adamw':
                v[:] = ema2(v, g, 0.999)
                c2 = 1 - 0.999 ** t[0]
                u = each(lambda d, q: d / (sqrt(q / c2) + 1e-8), g, v)
            else:
                u = g
            z[:] = each(lambda a, d: a - lr * d, z, u)
            c = 1 / t[0]
            step.x = each(lambda a, b: (1 - c) * a + c * b, xa, z)
            return each(lambda a, b: 0.9 * a + (1 - 0.9) * b, step.x, z)
        return step
    return make


# =========================================================================== ensmallen only

def qhadam_ens(x0, lr):
    # E qhadam/qhadam_update.hpp: v1 .7, v2 1, eps 1e-8 outside, corrected
    m, v, t = Z[:], Z[:], [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
        return each(lambda p, a, q, d: p - lr * ((1 - 0.7) * d + 0.7 * a / c1) / (sqrt(0.0 * d * d + 1.0 * q / c2) + 1e-8),
                    x, m, v, g)
    return step


def padam_ens(x0, lr):
    # E padam/padam_update.hpp: AMSGrad max of raw v, (vmax + 1e-8)^0.25, correction sqrt(1-b2^t)/(1-b1^t) in the rate
    # (the root of the correction stays a square root although the power is 1/4)
    m, v, w, t = Z[:], Z[:], Z[:], [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        v[:] = ema2(v, g, 0.999)
        w[:] = each(max, w, v)
        a = lr * sqrt(1 - 0.999 ** t[0]) / (1 - 0.9 ** t[0])
        return each(lambda p, c, q: p - a * c / (q + 1e-8) ** 0.25, x, m, w)
    return step


# =========================================================================== optax only

def madgrad_optax(x0, lr):
    # O contrib/_madgrad.py: momentum .9, eps 1e-6; rate (lr+eps)*sqrt(t), t = 1, 2, ..; cbrt(sum)+eps; x = .1 z + .9 x
    q, s, t = Z[:], Z[:], [0]

    def step(x, g, f):
        lam = (lr + 1e-6) * sqrt(t[0] + 1)
        t[0] += 1
        q[:] = each(lambda a, d: a + lam * d * d, q, g)
        s[:] = each(lambda a, d: a + lam * d, s, g)
        z = each(lambda p, a, b: p - a / (b ** (1 / 3) + 1e-6), x0, s, q)
        return each(lambda a, p: (1 - 0.9) * a + 0.9 * p, z, x)
    return step


def adan_optax(x0, lr):
    # O transform.py:scale_by_adan, alias.py:adan .98 .92 .99, eps 1e-8 outside AND eps_root 1e-8 inside; first difference 0;
    # the difference is weighted with 1-b2 = 0.08 (the paper's and its authors' code: 0.92)
    m, v, n, old, t = Z[:], Z[:], Z[:], [None], [0]

    def step(x, g, f):
        d = Z[:] if old[0] is None else each(lambda a, b: a - b, g, old[0])
        old[0] = g[:]
        t[0] += 1
        m[:] = ema(m, g, 0.98)
        v[:] = ema(v, d, 0.92)
        n[:] = ema2(n, each(lambda a, b: a + (1 - 0.92) * b, g, d), 0.99)
        c1, c2, c3 = 1 - 0.98 ** t[0], 1 - 0.92 ** t[0], 1 - 0.99 ** t[0]
        return each(lambda p, a, b, q: p - lr * (a / c1 + (1 - 0.92) * b / c2) / (sqrt(q / c3 + 1e-8) + 1e-8), x, m, v, n)
    return step


def prodigy_optax(x0, lr):
    # O contrib/_prodigy.py: b3 = sqrt(b2), d0 1e-6, eps 1e-8 (times the NEW d, outside), correction in the rate,
    # d grows before the step is taken but the step's rate still has the old d; no decay
    b3, d0 = 0.999 ** 0.5, 1e-6
    m, v, s, st = Z[:], Z[:], Z[:], [d0, 0.0, 0]

    def step(x, g, f):
        d, num, t = st[0], st[1], st[2] + 1
        dlr = d * lr * sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
        acc = sum(each(lambda c, a, p: c * (a - p), g, x0, x))
        m[:] = each(lambda a, c: 0.9 * a + (1 - 0.9) * d * c, m, g)
        v[:] = each(lambda a, c: 0.999 * a + (1 - 0.999) * (d * c) ** 2, v, g)
        s[:] = each(lambda a, c: b3 * a + dlr * d * c / d0, s, g)
        num = b3 * num + d / d0 * dlr * acc
        new = max(d, num / sum(abs(a) for a in s))
        st[:] = [new, num, t]
        return each(lambda p, a, q: p - dlr * a / (sqrt(q) + new * 1e-8), x, m, v)
    return step


def dadapt_adam_optax(x0, lr):
    # O contrib/_dadapt_adamw.py: d0 1e-6, eps 1e-8, correction in the rate, rate inside the first moment; the inner product
    # uses the sums of the step before; no growth limit; no decay
    b, d0 = 0.999 ** 0.5, 1e-6
    m, v, s, st = Z[:], Z[:], Z[:], [d0, 0.0, 0]

    def step(x, g, f):
        d, num, t = st[0], st[1], st[2] + 1
        dlr = d * lr * sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
        acc = sum(each(lambda c, a, q: c * a / (sqrt(q) + 1e-8), g, s, v))
        m[:] = each(lambda a, c: 0.9 * a + (1 - 0.9) * dlr * c, m, g)
        v[:] = ema2(v, g, 0.999)
        s[:] = each(lambda a, c: b * a + (1 - b) * dlr * c, s, g)
        num = b * num + (1 - b) * dlr * acc
        st[:] = [max(d, num / ((1 - b) * sum(abs(a) for a in s))), num, t]
        return each(lambda p, a, q: p - a / (sqrt(q) + 1e-8), x, m, v)
    return step


def cocob_optax(x0, lr):
    # O contrib/_cocob.py: alpha 100, L0 1e-8; lr (1.0) scales the gradient
    L, G, R, C = [1e-8] * 2, Z[:], Z[:], Z[:]

    def step(x, g, f):
        out = []
        for i in range(2):
            c = lr * g[i]
            L[i] = max(L[i], abs(c))
            G[i] += abs(c)
            R[i] = max(R[i] - c * (x[i] - x0[i]), 0.0)
            C[i] -= c
            out.append(x0[i] + C[i] / (L[i] * max(G[i] + L[i], 100.0 * L[i])) * (L[i] + R[i]))
        return out
    return step


def dog_optax(x0, lr):
    # O contrib/_dog.py: first distance 1e-6 (1+|x0|), eps 1e-8 inside the root, this gradient is in the sum; no averaging
    st = [1e-6 * (1 + norm(x0)), 0.0]

    def step(x, g, f):
        st[0] = max(st[0], norm(each(lambda a, b: a - b, x0, x)))
        st[1] += norm(g) ** 2
        return each(lambda p, d: p - lr * st[0] / sqrt(st[1] + 1e-8) * d, x, g)
    return step


def dowg_optax(x0, lr):
    # O contrib/_dog.py:scale_by_dowg: first squared distance = eps = 1e-4; eps outside the root
    st = [1e-4, 0.0]

    def step(x, g, f):
        st[0] = max(st[0], norm(each(lambda a, b: a - b, x0, x)) ** 2)
        st[1] += st[0] * norm(g) ** 2
        return each(lambda p, d: p - lr * st[0] / (sqrt(st[1]) + 1e-4) * d, x, g)
    return step


def adopt_optax(x0, lr):
    # O contrib/_adopt.py: .9 .9999, eps 1e-6 as max(sqrt(v_old), eps); step t (from 0) clips at t^.25;
    # first step: v = g^2, m = 0, nothing moves
    m, v, t = Z[:], Z[:], [0]

    def step(x, g, f):
        k = t[0]
        b1, b2, c = (0.9, 0.9999, k ** 0.25) if k else (1.0, 0.0, 0.0)
        u = each(lambda d, q: min(c, max(-c, d / max(sqrt(q), 1e-6))), g, v)
        v[:] = ema2(v, g, b2)
        m[:] = ema(m, u, b1)
        t[0] += 1
        return each(lambda p, a: p - lr * a, x, m)
    return step


def ademamix_optax(x0, lr):
    # O contrib/_ademamix.py: .9 .999 .9999, alpha 5, no schedules by default, slow average uncorrected, eps 1e-8 outside
    m, s, v, t = Z[:], Z[:], Z[:], [0]

    def step(x, g, f):
        t[0] += 1
        m[:] = ema(m, g, 0.9)
        s[:] = ema(s, g, 0.9999)
        v[:] = ema2(v, g, 0.999)
        c1, c2 = 1 - 0.9 ** t[0], 1 - 0.999 ** t[0]
        return each(lambda p, a, b, q: p - lr * (a / c1 + 5.0 * b) / (sqrt(q / c2) + 1e-8), x, m, s, v)
    return step


def polyak_optax(x0, lr):
    # O alias.py:polyak_sgd, transform.py:scale_by_polyak: min((f - 0)/|g|^2, max rate); lr is max_learning_rate (1.0);
    # no step if |g|^2 <= machine eps
    def step(x, g, f):
        s = norm(g) ** 2
        a = 0.0 if s <= sys.float_info.epsilon else min(f / s, lr)
        return each(lambda p, d: p - a * d, x, g)
    return step


# =========================================================================== the table of runs

A = 0.02        # adaptive
S = 0.013       # signs: no exact ties on either problem
M = 0.001       # plain, momentum
RUNS = {
    'keras': {
        'sgd': (sgd, M), 'momentum': (momentum_rate_inside(0.9, False), M), 'nesterov': (momentum_rate_inside(0.9, True), 0.0005),
        'adagrad': (adagrad_inside, 0.1), 'adadelta': (adadelta(0.95, 1e-7), 1.0), 'rmsprop': (rmsprop(0.9, 1e-7, True), 0.005),
        'adam': (adam_hat(1e-7), A), 'adamax': (adamax_outside(1e-7), A), 'nadam': (nadam_schedule(1.0, 1e-7, False), A),
        'amsgrad': (adam_hat(1e-7, True), A), 'adamw': (adam_hat(1e-7, False, 0.004), A), 'lion': (lion(0.0), S),
        'ftrl': (ftrl_keras, 0.1), 'lamb': (lamb(1e-7), A), 'adafactor': (adafactor('keras'), 0.2),
        'schedule_free_adamw': (schedule_free('adamw'), A),
    },
    'optax': {
        'sgd': (sgd, M), 'momentum': (momentum_rate_outside(0.9, False), M), 'nesterov': (momentum_rate_outside(0.9, True), 0.0005),
        'adagrad': (adagrad_inside, 0.1), 'adadelta': (adadelta(0.9, 1e-6), 1.0), 'rmsprop': (rmsprop(0.9, 1e-8, True), 0.005),
        'adam': (adam_optax(), A), 'adamax': (adamax_in_max, A), 'nadam': (nadam_optax, A),
        'amsgrad': (adam_optax(True), A), 'adamw': (adam_optax(False, 1e-4), A), 'radam': (radam(False), 0.001),
        'adabelief': (adabelief(1e-16, 1e-16), A), 'yogi': (yogi(1e-6, 1e-3, True), A), 'lion': (lion(1e-3), S),
        'lamb': (lamb(1e-6), A), 'lars': (lars_optax, 1.0), 'novograd': (novograd_optax, A),
        'adafactor': (adafactor('optax'), 0.2), 'rprop': (rprop_optax, S), 'madgrad': (madgrad_optax, A),
        'adan': (adan_optax, A), 'optimistic_adam': (optimistic_adam_optax, A), 'sign_sgd': (sign_sgd_optax, S),
        'signum': (signum_optax, S), 'schedule_free_sgd': (schedule_free('sgd'), M),
        'schedule_free_adamw': (schedule_free('adamw'), A), 'prodigy': (prodigy_optax, 1.0),
        'dadapt_adam': (dadapt_adam_optax, 1.0), 'cocob': (cocob_optax, 1.0), 'dog': (dog_optax, 1.0), 'dowg': (dowg_optax, 1.0),
        'adopt': (adopt_optax, A), 'ademamix': (ademamix_optax, A), 'polyak': (polyak_optax, 1.0),
    },
    'ensmallen': {
        'sgd': (sgd, M), 'momentum': (momentum_rate_inside(0.5, False), M), 'nesterov': (momentum_rate_inside(0.5, True), 0.0005),
        'adagrad': (adagrad_outside(1e-8), 0.1), 'adadelta': (adadelta(0.95, 1e-6), 1.0), 'rmsprop': (rmsprop(0.99, 1e-8, False), 0.005),
        'adam': (adam_hat(1e-8), A), 'adamax': (adamax_outside(1e-8), A), 'nadam': (nadam_schedule(0.004, 1e-8, True), A),
        'amsgrad': (adam_hat(1e-8, True), A), 'adabelief': (adabelief(1e-12, 1e-12), A), 'yogi': (yogi(0.0, 1e-8, False), A),
        'qhadam': (qhadam_ens, A), 'padam': (padam_ens, A), 'optimistic_adam': (optimistic_adam_ens, A),
    },
    'pytorch': {
        'sgd': (sgd, M), 'momentum': (momentum_rate_outside(0.9, False), M), 'nesterov': (momentum_rate_outside(0.9, True), 0.0005),
        'adagrad': (adagrad_outside(1e-10), 0.1), 'adadelta': (adadelta(0.9, 1e-6), 1.0), 'rmsprop': (rmsprop(0.99, 1e-8, False), 0.005),
        'adam': (adam_torch(), A), 'adamax': (adamax_in_max, A), 'nadam': (nadam_schedule(0.004, 1e-8, False), A),
        'amsgrad': (adam_torch(True), A), 'adamw': (adam_torch(False, 0.01), A), 'radam': (radam(True), 0.001),
        'adafactor': (adafactor('torch'), 0.2), 'rprop': (rprop_torch, S), 'asgd': (asgd_torch, M),
    },
}


# The lecture notebook the project grew from (its code, not its text): the forms its twelve experiments use.
def notebook_adagrad(x0, lr):
    v = Z[:]

    def step(x, g, f):
        v[:] = each(lambda a, d: a + d * d, v, g)
        return each(lambda p, d, a: p - lr * d / sqrt(a + 1e-6), x, g, v)
    return step


def notebook_rmsprop(x0, lr):
    v = Z[:]

    def step(x, g, f):
        v[:] = ema2(v, g, 0.9)
        return each(lambda p, d, a: p - lr * d / sqrt(a + 1e-6), x, g, v)
    return step


def notebook_adam(x0, lr):  # its code corrects no bias, and has epsilon outside the root
    m, v = Z[:], Z[:]

    def step(x, g, f):
        m[:], v[:] = ema(m, g, 0.9), ema2(v, g, 0.9)
        return each(lambda p, a, b: p - lr * a / (sqrt(b) + 1e-6), x, m, v)
    return step


RUNS['notebook'] = {
    'sgd': (sgd, 0.001), 'momentum': (momentum_rate_inside(0.9, False), 0.001), 'adagrad': (notebook_adagrad, 0.1),
    'rmsprop': (notebook_rmsprop, 0.005), 'adam': (notebook_adam, 0.02),
}

# the uncapped Polyak step is chaotic on rosenbrock (a change of 1e-16 in the start is 1e-5 after 100 steps)
OTHER_RATE = {('polyak', 'rosenbrock'): 0.002}


def bowl(x):
    return 5 * x[0] ** 2 + x[1] ** 2, [10 * x[0], 2 * x[1]]


def rosenbrock(x):
    a, b = 1 - x[0], x[1] - x[0] ** 2
    return a * a + 100 * b * b, [-2 * a - 400 * x[0] * b, 200 * b]


PROBLEMS = {'bowl': (bowl, [5.0, 5.0]), 'rosenbrock': (rosenbrock, [-1.2, 1.0])}


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


def call(name, lr):  # what stands for the rate in Ravine's notation
    return {'cocob': 'cocob', 'polyak': 'polyak(bound=%r)' % lr}.get(name, '%s(lr=%r)' % (name, lr))


def main(out):
    rows = 0
    with open(out, 'w') as h:
        h.write('library;method;problem;step;x\n')
        for lib, methods in RUNS.items():
            for name, (make, rate) in methods.items():
                for problem in PROBLEMS:
                    lr = OTHER_RATE.get((name, problem), rate)
                    path = run(make, lr, problem)
                    for k in range(0, 101, 10):
                        h.write('%s;%s;%s;%d;%s\n' % (lib, call(name, lr), problem, k, ','.join(map(repr, path[k]))))
                        rows += 1
    return rows


if __name__ == '__main__':
    print(main(sys.argv[1] if len(sys.argv) > 1 else __file__.replace('.py', '.csv')), 'rows')
