"""How many trials a second Debian's Optuna 3.1 plans, records and stores: the peer of benchmark_study's bookkeeping.

    python3 optuna_trials.py        (package python3-optuna)
"""
import os
import tempfile
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    x, y = trial.suggest_float("x", -2, 2), trial.suggest_float("y", -1, 3)
    trial.suggest_float("learning_rate", 1e-3, 1, log=True)
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def trials_a_second(trials, storage):
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1), storage=storage)
    began = time.perf_counter()
    study.optimize(objective, n_trials=trials)
    return trials / (time.perf_counter() - began)


with tempfile.TemporaryDirectory() as folder:
    print(f"in memory: {trials_a_second(3000, None):.0f} trials a second")
    print(f"SQLite:    {trials_a_second(200, 'sqlite:///' + os.path.join(folder, 'study.db')):.0f} trials a second")
