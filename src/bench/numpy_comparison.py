#!/usr/bin/env python3
"""What Wickstream samples, as one would write it in NumPy instead: one core, float64.

usage: numpy_comparison.py [N ...]    a table of CPU nanoseconds per network and hidden unit, median of 5
       numpy_comparison.py --worker   answers requests, one a line, as `wickstream bench` makes them

natural   what a competent user would write: one exponential a unit and point, all 126 fourth-order products of the
          six points, with their means and second moments
tuned     what an expert would write for equally spaced points: hidden units on the slow axis, two exponentials a unit
          and a ladder of multiplications; the sums over the hidden units alone, without products

Requests to the worker, and its answers:
  tuned_plain 1000                         CPU nanoseconds per network and hidden unit of one repetition
  means tuned_plain 10 0.3 200000 1        for N = 10, sigma_b = 0.3, so many networks and a seed: the means of the 126
                                           contributions to G - G0, then their standard errors
  means deep_conditional 10 0.3 20000 1    the means of C at all pairs of points, then their standard errors
"""

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import itertools
import platform
import signal
import statistics
import sys
import time
from dataclasses import dataclass

try:
    import numpy as np
except ImportError:
    sys.exit(f"{sys.executable} has no module numpy")

POINTS = np.array([-0.01, -0.006, -0.002, 0.002, 0.006, 0.01])
STEP = 0.004
PAIRS = list(itertools.combinations_with_replacement(range(6), 2))
QUADRUPLES = np.array(list(itertools.combinations_with_replacement(range(6), 4)))
UNTILTED = 0.5  # the part of the networks in which no bias is shifted
REPETITION = 0.2  # seconds of CPU time


def pair_columns(i, j):
    """Where the pairs (q_i, q_j) of all quadruples q stand among PAIRS."""
    position = {pair: k for k, pair in enumerate(PAIRS)}
    return np.array([position[(q[i], q[j])] for q in QUADRUPLES])


# The three ways to pair four points, as columns of an array of pairs.
PAIRINGS = [
    (pair_columns(0, 1), pair_columns(2, 3)),
    (pair_columns(0, 2), pair_columns(1, 3)),
    (pair_columns(0, 3), pair_columns(1, 2)),
]


@dataclass(frozen=True)
class Ensemble:
    """f(x) = sum_j W1_j exp(W0_j x + b0_j - sigma_b^2 - sigma_w^2 x^2) + b1."""

    sigma_w: float = 1.0
    sigma_b: float = 1.0

    def weight_kernel(self, a, b):
        """K_W at two of the points."""
        return self.sigma_w**2 * np.exp(-(self.sigma_w**2) / 2 * (POINTS[a] - POINTS[b]) ** 2)

    def normaliser(self, a):
        return np.exp(-(self.sigma_b**2) - self.sigma_w**2 * POINTS[a] ** 2)


def normals(rng, shape, deviation):
    z = rng.standard_normal(shape)
    z *= deviation
    return z


# ---- natural: networks on the slow axis -----------------------------------------------------------------------------


def activate(ensemble, W0, b0, x, out):
    """The hidden units at x."""
    np.multiply(W0, x, out=out)
    out += b0
    out -= ensemble.sigma_b**2 + ensemble.sigma_w**2 * x * x
    np.exp(out, out=out)


def sum_and_squares(y):
    return y.sum(0), (y * y).sum(0)


def wick(D):
    """The sum over the three pairings of D D, for each network and quadruple."""
    (a, b), (c, d), (e, f) = PAIRINGS
    return D[:, a] * D[:, b] + D[:, c] * D[:, d] + D[:, e] * D[:, f]


def covariances(ensemble, W0, b0):
    """D = C - K of each network and pair of points."""
    n, N = W0.shape
    h = np.empty((6, n, N))
    for k, x in enumerate(POINTS):
        activate(ensemble, W0, b0, x, out=h[k])
    D = np.empty((n, len(PAIRS)))
    for i, (a, b) in enumerate(PAIRS):
        D[:, i] = ensemble.sigma_w**2 / N * np.einsum("ij,ij->i", h[a], h[b]) - ensemble.weight_kernel(a, b)
    return D


def natural_plain(rng, ensemble, n, N):
    W0 = normals(rng, (n, N), ensemble.sigma_w)
    b0 = normals(rng, (n, N), ensemble.sigma_b)
    W1 = normals(rng, (n, N), ensemble.sigma_w / np.sqrt(N))
    b1 = normals(rng, n, ensemble.sigma_b)
    f, h = np.empty((n, 6)), np.empty((n, N))
    for k, x in enumerate(POINTS):
        activate(ensemble, W0, b0, x, out=h)
        h *= W1
        f[:, k] = h.sum(1) + b1
    a, b, c, d = QUADRUPLES.T
    return sum_and_squares(f[:, a] * f[:, b] * f[:, c] * f[:, d])


def natural_conditional(rng, ensemble, n, N):
    W0 = normals(rng, (n, N), ensemble.sigma_w)
    b0 = normals(rng, (n, N), ensemble.sigma_b)
    return sum_and_squares(wick(covariances(ensemble, W0, b0)))


def natural_tilted(rng, ensemble, n, N):
    W0 = normals(rng, (n, N), ensemble.sigma_w)
    b0 = normals(rng, (n, N), ensemble.sigma_b)
    tilted = np.flatnonzero(rng.random(n) >= UNTILTED)
    b0[tilted, rng.integers(N, size=tilted.size)] += 4 * ensemble.sigma_b**2
    density = np.exp(4 * b0 - 8 * ensemble.sigma_b**2).mean(1)
    weights = 1 / (UNTILTED + (1 - UNTILTED) * density)
    return sum_and_squares(wick(covariances(ensemble, W0, b0)) * weights[:, None])


# ---- tuned: hidden units on the slow axis ---------------------------------------------------------------------------


def climb(value, factor, sums):
    """sums[m] = the sum over the hidden units of value * factor^m; spends value."""
    for m in range(len(sums)):
        sums[m] = value.sum(0)
        if m < len(sums) - 1:
            value *= factor


def tuned_plain(rng, ensemble, n, N):
    """Six sums W1 exp(b0 + W0 x), one a point."""
    W0 = normals(rng, (N, n), ensemble.sigma_w)
    b0 = normals(rng, (N, n), ensemble.sigma_b)
    W1 = rng.standard_normal((N, n))
    value = W0 * POINTS[0]
    value += b0
    np.exp(value, out=value)
    value *= W1
    W0 *= STEP
    sums = np.empty((6, n))
    climb(value, np.exp(W0, out=W0), sums)
    return sums


def tuned_conditional(rng, ensemble, n, N):
    """Eleven sums exp(2 b0 + W0 (x + y)), one a value of x + y."""
    W0 = normals(rng, (N, n), ensemble.sigma_w)
    b0 = normals(rng, (N, n), 2 * ensemble.sigma_b)
    value = W0 * (2 * POINTS[0])
    value += b0
    np.exp(value, out=value)
    W0 *= STEP
    sums = np.empty((11, n))
    climb(value, np.exp(W0, out=W0), sums)
    return sums


def tuned_tilted(rng, ensemble, n, N):
    """The eleven sums, and the weights of the networks.

    As x + y = 0 is on the ladder, exp(2 b0) serves both as its middle and, squared, for the weights: two exponentials.
    """
    W0 = normals(rng, (N, n), ensemble.sigma_w)
    b0 = normals(rng, (N, n), 2 * ensemble.sigma_b)
    tilted = np.flatnonzero(rng.random(n) >= UNTILTED)
    b0[rng.integers(N, size=tilted.size), tilted] += 8 * ensemble.sigma_b**2
    middle = np.exp(b0, out=b0)
    W0 *= STEP
    factor = np.exp(W0, out=W0)
    sums = np.empty((11, n))
    climb(middle.copy(), factor, sums[5:])
    density = np.einsum("ij,ij->j", middle, middle)
    density *= np.exp(-8 * ensemble.sigma_b**2) / N
    np.reciprocal(factor, out=factor)
    middle *= factor
    climb(middle, factor, sums[4::-1])
    return sums, 1 / (UNTILTED + (1 - UNTILTED) * density)


# ---- deep: points on the slow axis ----------------------------------------------------------------------------------

DEEP_POINTS = (0.5, 1.0, 1.5)
DEEP_LAYERS = 3
DEEP = Ensemble(sigma_w=np.sqrt(2), sigma_b=0.3)


def covariance(h, out):
    """sigma_b^2 + (sigma_w^2/N) sum_j h h of each network, from h[point, network, unit]."""
    for a in range(3):
        for b in range(a, 3):
            out[:, a, b] = out[:, b, a] = np.einsum("ij,ij->i", h[a], h[b])
    out *= DEEP.sigma_w**2 / h.shape[2]
    out += DEEP.sigma_b**2


def deep_conditional(rng, _, n, N):
    """C of the last layer of each network and pair of points."""
    drawn, h, term, C = np.empty((3, n, N)), np.empty((3, n, N)), np.empty((n, N)), np.empty((n, 3, 3))
    rng.standard_normal(out=drawn[:2])
    for a, x in enumerate(DEEP_POINTS):
        np.multiply(drawn[0], DEEP.sigma_w * x, out=h[a])
        np.multiply(drawn[1], DEEP.sigma_b, out=term)
        h[a] += term
    np.maximum(h, 0, out=h)
    covariance(h, C)
    for _ in range(DEEP_LAYERS - 1):
        C[:, range(3), range(3)] *= 1 + 1e-12  # where no unit tells the points apart
        L = np.linalg.cholesky(C)
        rng.standard_normal(out=drawn)
        for a in range(3):
            np.multiply(drawn[0], L[:, a, 0, None], out=h[a])
            for k in range(1, a + 1):
                np.multiply(drawn[k], L[:, a, k, None], out=term)
                h[a] += term
        np.maximum(h, 0, out=h)
        covariance(h, C)
    return C


# ---- what tuned sums mean, for the check of the means ----------------------------------------------------------------


def products_of_fields(rng, ensemble, sums, N):
    scales = np.array([ensemble.sigma_w / np.sqrt(N) * ensemble.normaliser(a) for a in range(6)])
    f = sums.T * scales + normals(rng, (sums.shape[1], 1), ensemble.sigma_b)
    a, b, c, d = QUADRUPLES.T
    return f[:, a] * f[:, b] * f[:, c] * f[:, d]


def products_of_covariances(ensemble, sums, N):
    D = np.empty((sums.shape[1], len(PAIRS)))
    for i, (a, b) in enumerate(PAIRS):
        scale = ensemble.sigma_w**2 / N * ensemble.normaliser(a) * ensemble.normaliser(b)
        D[:, i] = scale * sums[a + b] - ensemble.weight_kernel(a, b)
    return wick(D)


def tuned_products(name, rng, ensemble, n, N):
    drawn = MEASUREMENTS[name](rng, ensemble, n, N)
    if name == "tuned_plain":
        return sum_and_squares(products_of_fields(rng, ensemble, drawn, N))
    if name == "tuned_conditional":
        return sum_and_squares(products_of_covariances(ensemble, drawn, N))
    sums, weights = drawn
    return sum_and_squares(products_of_covariances(ensemble, sums, N) * weights[:, None])


def free(ensemble):
    """G0 of all quadruples."""
    K = np.array([[ensemble.sigma_b**2 + ensemble.weight_kernel(a, b) for a, b in PAIRS]])
    return wick(K)[0]


def means(name, N, sigma_b, networks, seed):
    """Means of the contributions to G - G0 of all quadruples, and their standard errors."""
    rng, ensemble = np.random.Generator(np.random.SFC64(seed)), Ensemble(sigma_b=sigma_b)
    if name.startswith("deep"):
        C = deep_conditional(rng, ensemble, networks, N)[(slice(None), *np.triu_indices(3))]
        return C.mean(0), C.std(0, ddof=1) / np.sqrt(networks)
    total, squares, batch, drawn = 0, 0, 4096, 0
    while drawn < networks:
        measured = (
            tuned_products(name, rng, ensemble, batch, N)
            if name.startswith("tuned")
            else MEASUREMENTS[name](rng, ensemble, batch, N)
        )
        total, squares, drawn = total + measured[0], squares + measured[1], drawn + batch
    mean = total / drawn
    error = np.sqrt((squares / drawn - mean**2) / (drawn - 1))
    return (mean - free(ensemble) if name.endswith("plain") else mean), error


# ---- measuring -------------------------------------------------------------------------------------------------------

MEASUREMENTS = {
    measurement.__name__: measurement
    for measurement in (
        natural_plain,
        natural_conditional,
        natural_tilted,
        tuned_plain,
        tuned_conditional,
        tuned_tilted,
        deep_conditional,
    )
}


class Cost:
    """CPU nanoseconds per network and hidden unit, in batches that stay in the cache."""

    def __init__(self, name, N):
        self.measure, self.units = MEASUREMENTS[name], N * (DEEP_LAYERS if name.startswith("deep") else 1)
        # In NumPy three layers of small batches are the faster, of one layer larger ones.
        self.N, self.networks = N, max(1, 8192 // N) if name.startswith("deep") else max(64, 16384 // N)
        self.rng, self.ensemble = np.random.Generator(np.random.SFC64(1)), Ensemble()
        self.once()

    def once(self):
        self.measure(self.rng, self.ensemble, self.networks, self.N)

    def repetition(self):
        batches, start = 0, time.process_time()
        while time.process_time() - start < REPETITION:
            self.once()
            batches += 1
        return (time.process_time() - start) / (batches * self.networks * self.units) * 1e9


def work():
    """Answers requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this one decides when it ends
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    costs = {}
    print(f"NumPy {np.__version__}, Python {platform.python_version()}", flush=True)
    for request in sys.stdin:
        words = request.split()
        if words[0] == "means":
            values, errors = means(words[1], int(words[2]), float(words[3]), int(words[4]), int(words[5]))
            print(*map(repr, [*values.tolist(), *errors.tolist()]), flush=True)
        else:
            key = words[0], int(words[1])
            if key not in costs:
                costs[key] = Cost(*key)
            print(repr(costs[key].repetition()), flush=True)


def table(widths):
    print("CPU ns per network and hidden unit: median of 5")
    print(f"{'N':>5}" + "".join(f"{name:>22}" for name in MEASUREMENTS))
    for N in widths:
        costs = [Cost(name, N) for name in MEASUREMENTS]
        rounds = [[cost.repetition() for cost in costs] for _ in range(5)]
        print(f"{N:>5}" + "".join(f"{statistics.median(runs):>22.1f}" for runs in zip(*rounds)), flush=True)


def main(arguments):
    if arguments == ["--worker"]:
        return work()
    if arguments in (["-h"], ["--help"]):
        return print(__doc__.strip())
    try:
        widths = [int(word) for word in arguments] or [2, 10, 100, 1000]
    except ValueError:
        widths = [0]
    if min(widths) < 1:
        print("N must be whole numbers of at least 1 (see --help)", file=sys.stderr)
        sys.exit(2)
    try:
        table(widths)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
