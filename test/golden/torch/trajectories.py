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
    """As PyTorch 2 has it, read from its source: 1.13 takes mu twice into the product of the next step's momenta."""

    def __init__(self, params, lr, beta1=0.9, beta2=0.999, eps=1e-8, psi=0.004):
        super().__init__(params, {})
        self.lr, self.beta1, self.beta2, self.eps, self.psi = lr, beta1, beta2, eps, psi
        self.t, self.product, self.m, self.v = 0, 1.0, 0.0, 0.0

    @torch.no_grad()
    def step(self):
        point = self.param_groups[0]["params"][0]
        self.t += 1
        now, later = (self.beta1 * (1 - 0.5 * 0.96 ** (k * self.psi)) for k in (self.t, self.t + 1))
        self.product *= now
        self.m = self.beta1 * self.m + (1 - self.beta1) * point.grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * point.grad * point.grad
        root = torch.sqrt(self.v / (1 - self.beta2 ** self.t)) + self.eps
        point -= self.lr * (1 - now) / (1 - self.product) * point.grad / root
        point -= self.lr * later / (1 - self.product * later) * self.m / root


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
