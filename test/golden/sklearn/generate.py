#!/usr/bin/python3
"""Writes data.csv and optima.csv beside this file: small made-up data, and the coefficients at which scikit-learn's models
have their optimum on it (Debian 12: python3-sklearn 1.2.1). What f is there, in Ravine's terms:

  ridge     mean of half squared errors + l2/2 |w|^2      Ridge(alpha = l2 n), its normal equations
  lasso     mean of half squared errors + l1 |w|_1        Lasso(alpha = l1)
  logistic  mean log loss + l2/2 |w|^2                    LogisticRegression(C = 1/(l2 n))
  softmax   the same for three classes                    LogisticRegression(multi_class="multinomial")
  svm       mean squared hinge + l2/2 |w|^2, no bias      LinearSVC(C = 1/(l2 n), fit_intercept=False)
"""
import csv
from pathlib import Path

import numpy
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sklearn.svm import LinearSVC

HERE = Path(__file__).parent
n, features = 90, 4
random = numpy.random.RandomState(1)
x = numpy.round(random.normal(size=(n, features)) * [1, 2, 0.5, 1] + [0, 1, 0, -1], 3)
number = numpy.round(x @ [1.5, -0.5, 0, 2] + 0.75 + 0.4 * random.normal(size=n), 3)
score = x @ [1, -0.7, 2, 0.3] + 0.8 * random.normal(size=n)
two = (score > numpy.median(score)).astype(int)
three = numpy.digitize(score, numpy.quantile(score, [1 / 3, 2 / 3]))

with open(HERE / "data.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*(f"x{j + 1}" for j in range(features)), "number", "two", "three"])
    for i in range(n):
        writer.writerow([*x[i], number[i], "ab"[two[i]], "abc"[three[i]]])

exact = {"tol": 1e-14, "max_iter": 100000}
rows = []
for l2 in (0.01, 1.0):
    model = Ridge(alpha=l2 * n, solver="cholesky").fit(x, number)
    rows.append(("ridge", f"l2={l2}", "number", model.coef_, model.intercept_))
for l1 in (0.01, 0.3):
    model = Lasso(alpha=l1, **exact).fit(x, number)
    rows.append(("lasso", f"l1={l1}", "number", model.coef_, model.intercept_))
for l2 in (0.001, 0.1):
    model = LogisticRegression(C=1 / (l2 * n), solver="newton-cg", **exact).fit(x, two)
    rows.append(("logistic", f"l2={l2}", "two", model.coef_, model.intercept_))
    model = LogisticRegression(C=1 / (l2 * n), solver="newton-cg", multi_class="multinomial", **exact).fit(x, three)
    rows.append(("softmax", f"l2={l2}", "three", model.coef_, model.intercept_))
    model = LinearSVC(C=1 / (l2 * n), loss="squared_hinge", dual=False, fit_intercept=False, tol=1e-14,
                      max_iter=100000).fit(x, two)
    rows.append(("svm", f"loss=squared_hinge, intercept=false, l2={l2}", "two", model.coef_, []))

with open(HERE / "optima.csv", "w", newline="") as file:
    file.write("# model;options;target;weights row by row, then biases\n")
    for model, options, target, weights, biases in rows:
        numbers = [*numpy.ravel(weights), *numpy.ravel(biases)]
        file.write(f"{model};{options};{target};{' '.join(repr(float(v)) for v in numbers)}\n")
