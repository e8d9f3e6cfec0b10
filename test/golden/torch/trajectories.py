#!/usr/bin/python3
"""Writes trajectories.csv: where PyTorch's optimisers walk, in float64. Run with Debian 12's python3-torch (1.13.1):

    /usr/bin/python3 test/golden/torch/trajectories.py

A row: the method in Ravine's notation, the problem, the step, the coordinates. Every 10th of 100 steps."""
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def bowl(p):
    return 5 * p[0] * p[0] + p[1] * p[1]


def rosenbrock(p):
    u = p[1] - p[0] * p[0]
    return (1 - p[0]) * (1 - p[0]) + 100 * u * u


def network(p):
    """One hidden neuron fitted to three points."""
    error = [p[2] * torch.tanh(p[0] * t + p[1]) + p[3] - y for t, y in ((-1.0, -0.4), (0.5, 0.7), (2.0, 0.9))]
    return sum(e * e for e in error)


problems = {"bowl": (bowl, [5, 5]), "rosenbrock": (rosenbrock, [-1.2, 1]), "network": (network, [0.3, -0.2, 0.5, 0.1])}

o = torch.optim


class NAdam(torch.optim.Optimizer):
    """As PyTorch 2 has it, read from its source: 1.13 takes mu twice into the product of the next step's momenta. Decay
    is added to the gradient or, with decoupled_weight_decay, x is multiplied by 1 - lr * weight_decay first."""

    def __init__(self, params, lr, decay=0.0, decoupled=False, beta1=0.9, beta2=0.999, eps=1e-8, psi=0.004):
        super().__init__(params, {})
        self.lr, self.decay, self.decoupled = lr, decay, decoupled
        self.beta1, self.beta2, self.eps, self.psi = beta1, beta2, eps, psi
        self.t, self.product, self.m, self.v = 0, 1.0, 0.0, 0.0

    @torch.no_grad()
    def step(self):
        point = self.param_groups[0]["params"][0]
        grad = point.grad.clone()
        if self.decoupled:
            point *= 1 - self.lr * self.decay
        else:
            grad += self.decay * point
        self.t += 1
        now, later = (self.beta1 * (1 - 0.5 * 0.96 ** (k * self.psi)) for k in (self.t, self.t + 1))
        self.product *= now
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad * grad
        root = torch.sqrt(self.v / (1 - self.beta2 ** self.t)) + self.eps
        point -= self.lr * (1 - now) / (1 - self.product) * grad / root
        point -= self.lr * later / (1 - self.product * later) * self.m / root


class Clipped:
    """clip_grad_norm_ or clip_grad_value_ before a step, as training loops have it."""

    def __init__(self, optimizer, params, norm=None, value=None):
        self.optimizer, self.params, self.norm, self.value = optimizer, params, norm, value

    def zero_grad(self):
        self.optimizer.zero_grad()

    def step(self):
        if self.norm is not None:
            torch.nn.utils.clip_grad_norm_(self.params, self.norm)
        if self.value is not None:
            torch.nn.utils.clip_grad_value_(self.params, self.value)
        self.optimizer.step()


methods = {
    "sgd(lr=0.001)": lambda p: o.SGD(p, lr=0.001),
    "momentum(lr=0.0005, momentum=0.9, form=buffer)": lambda p: o.SGD(p, lr=0.0005, momentum=0.9),
    "momentum(lr=0.0005, momentum=0.9, form=buffer, nesterov=true)":
        lambda p: o.SGD(p, lr=0.0005, momentum=0.9, nesterov=True),
    "adagrad(lr=0.1)": lambda p: o.Adagrad(p, lr=0.1),
    "adadelta": lambda p: o.Adadelta(p),
    "rmsprop(lr=0.01, decay=0.99)": lambda p: o.RMSprop(p, lr=0.01),
    "rmsprop(lr=0.01, decay=0.99, centered=true)": lambda p: o.RMSprop(p, lr=0.01, centered=True),
    "rmsprop(lr=0.002, decay=0.99, momentum=0.9)": lambda p: o.RMSprop(p, lr=0.002, momentum=0.9),
    "adam(lr=0.05)": lambda p: o.Adam(p, lr=0.05),
    "amsgrad(lr=0.05)": lambda p: o.Adam(p, lr=0.05, amsgrad=True),
    "adamw(lr=0.05)": lambda p: o.AdamW(p, lr=0.05),
    "adamw(lr=0.05, weight_decay=0.3)": lambda p: o.AdamW(p, lr=0.05, weight_decay=0.3),
    "adamax(lr=0.05)": lambda p: o.Adamax(p, lr=0.05),
    "nadam(lr=0.05)": lambda p: NAdam(p, lr=0.05),
    "radam(lr=0.002)": lambda p: o.RAdam(p, lr=0.002),
    "nesterov(lr=0.0005, momentum=0.9)": lambda p: o.SGD(p, lr=0.0005, momentum=0.9, nesterov=True),
    "asgd(lr=0.001)": lambda p: o.ASGD(p, lr=0.001),
    "asgd(lr=0.002, decay=0.01, power=0.5, from=20)": lambda p: o.ASGD(p, lr=0.002, lambd=0.01, alpha=0.5, t0=20),
    "rprop(lr=0.01)": lambda p: o.Rprop(p, lr=0.01),
    "rprop(lr=0.05, shrink=0.4, grow=1.3, least=0.001, greatest=0.2)":
        lambda p: o.Rprop(p, lr=0.05, etas=(0.4, 1.3), step_sizes=(0.001, 0.2)),
    "l2(0.1) | sgd(lr=0.001)": lambda p: o.SGD(p, lr=0.001, weight_decay=0.1),
    "l2(0.1) | momentum(lr=0.0005, form=buffer)": lambda p: o.SGD(p, lr=0.0005, momentum=0.9, weight_decay=0.1),
    "l2(0.1) | adagrad(lr=0.1)": lambda p: o.Adagrad(p, lr=0.1, weight_decay=0.1),
    "l2(0.1) | adadelta": lambda p: o.Adadelta(p, weight_decay=0.1),
    "l2(0.1) | rmsprop(lr=0.01, decay=0.99)": lambda p: o.RMSprop(p, lr=0.01, weight_decay=0.1),
    "l2(0.1) | adam(lr=0.05)": lambda p: o.Adam(p, lr=0.05, weight_decay=0.1),
    "l2(0.1) | amsgrad(lr=0.05)": lambda p: o.Adam(p, lr=0.05, amsgrad=True, weight_decay=0.1),
    "l2(0.1) | adamax(lr=0.05)": lambda p: o.Adamax(p, lr=0.05, weight_decay=0.1),
    "l2(0.1) | radam(lr=0.002)": lambda p: o.RAdam(p, lr=0.002, weight_decay=0.1),
    "l2(0.1) | asgd(lr=0.001)": lambda p: o.ASGD(p, lr=0.001, weight_decay=0.1),
    "clip_norm(1, epsilon=1e-6) | sgd(lr=0.05)": lambda p: Clipped(o.SGD(p, lr=0.05), p, norm=1),
    "clip_value(0.5) | sgd(lr=0.01)": lambda p: Clipped(o.SGD(p, lr=0.01), p, value=0.5),
    "l2(0.1) | momentum(lr=0.0005, momentum=0.9, form=buffer, nesterov=true)":
        lambda p: o.SGD(p, lr=0.0005, momentum=0.9, nesterov=True, weight_decay=0.1),
    "l2(0.1) | nesterov(lr=0.0005, momentum=0.9)":
        lambda p: o.SGD(p, lr=0.0005, momentum=0.9, nesterov=True, weight_decay=0.1),
    "l2(0.1) | rmsprop(lr=0.01, decay=0.99, centered=true)":
        lambda p: o.RMSprop(p, lr=0.01, centered=True, weight_decay=0.1),
    "l2(0.1) | rmsprop(lr=0.002, decay=0.99, momentum=0.9)":
        lambda p: o.RMSprop(p, lr=0.002, momentum=0.9, weight_decay=0.1),
    "l2(0.1) | nadam(lr=0.05)": lambda p: NAdam(p, lr=0.05, decay=0.1),
    "nadam(lr=0.05) | weight_decay(0.1)": lambda p: NAdam(p, lr=0.05, decay=0.1, decoupled=True),
    "amsgrad(lr=0.05) | weight_decay(0.3)": lambda p: o.AdamW(p, lr=0.05, amsgrad=True, weight_decay=0.3),
    "l2(0.1) | asgd(lr=0.002, decay=0.01, power=0.5, from=20)":
        lambda p: o.ASGD(p, lr=0.002, lambd=0.01, alpha=0.5, t0=20, weight_decay=0.1),
    "l2(3) | momentum(lr=0.0005, momentum=0.9, form=buffer, nesterov=true)":
        lambda p: o.SGD(p, lr=0.0005, momentum=0.9, nesterov=True, weight_decay=3),
    "l2(3) | adadelta": lambda p: o.Adadelta(p, weight_decay=3),
    "l2(3) | adamax(lr=0.05)": lambda p: o.Adamax(p, lr=0.05, weight_decay=3),
    "l2(3) | radam(lr=0.002)": lambda p: o.RAdam(p, lr=0.002, weight_decay=3),
}

lines = ["method;problem;step;x"]
for notation, make in methods.items():
    for name, (function, start) in problems.items():
        point = torch.tensor([float(v) for v in start], requires_grad=True)
        optimizer = make([point])
        for step in range(101):
            if step % 10 == 0:
                lines.append(";".join([notation, name, str(step), ",".join(repr(v) for v in point.tolist())]))
            optimizer.zero_grad()
            function(point).backward()
            optimizer.step()
Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n")
