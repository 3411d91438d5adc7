"""Bradley-Terry by SciPy's L-BFGS: one fit and the same number of bootstrap repeats on the counts; one JSON document on standard output.

Written to be quick: each pair of models once, numbers added up by NumPy, repeats started where the fit ended, SciPy's own stopping rules.
"""
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit


def main(path, repeats):
    first, second, won, lost, ties = np.loadtxt(path, delimiter=",", dtype=np.int64, unpack=True)
    models = int(max(first.max(), second.max())) + 1

    def fit(for_first, for_second, start, **options):
        weight = for_first + for_second
        scored = np.bincount(first, for_first, models) + np.bincount(second, for_second, models)

        def loss(x):
            lead = x[first] - x[second]
            expected = weight * expit(lead)
            value = -np.dot(for_first, lead) + np.dot(weight, np.logaddexp(0, lead))
            gradient = np.bincount(first, expected, models) + np.bincount(second, weight - expected, models) - scored
            return value, gradient

        return minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x

    best = None
    for _ in range(3):
        began, used = time.perf_counter(), time.process_time()
        x = fit(won + ties / 2, lost + ties / 2, np.zeros(models))
        one = time.perf_counter() - began
        random = np.random.default_rng(0)
        resamples = np.empty((repeats, models))
        for repeat in range(repeats):
            half = random.poisson(ties) / 2
            resamples[repeat] = fit(random.poisson(won) + half, random.poisson(lost) + half, x)
        low, high = np.percentile(resamples - resamples.mean(axis=1, keepdims=True), [2.5, 97.5], axis=0)
        seconds, used = time.perf_counter() - began, time.process_time() - used
        best = (seconds, one, used) if best is None else tuple(map(min, best, (seconds, one, used)))

    exact = fit(won + ties / 2, lost + ties / 2, np.zeros(models), ftol=0, gtol=1e-7, maxiter=100000, maxfun=1000000)
    json.dump({"seconds": best[0], "fit": best[1], "processor": best[2], "exact": list(exact - exact.mean()), "low": list(low), "high": list(high)}, sys.stdout)


main(sys.argv[1], int(sys.argv[2]))
