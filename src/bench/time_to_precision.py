#!/usr/bin/env python3
"""Networks and seconds that a standard error of 1 % of u4 takes, for each estimator.

Gauss, sigma_W = 1, the six default points. Conditional and tilted cells are measured with the packaged program; plain
ones, and conditional ones that do not get there, are extrapolated from the exact variance of the estimator, which is
computed here independently of the program. Needs nothing but Python 3 and a built package:

    mvn -q package -DskipTests && python3 src/bench/time_to_precision.py --markdown

The exact variance. An estimator averages Y = sum_k c_k Y_k over networks, with c_k = -1/(126 I4(k)) for each of the 126
multisets k of four points. Given its hidden layer, f is Gaussian with covariance

    C_ab = sigma_b^2 + (sigma_W^2/N) sum_j h_j(x_a) h_j(x_b),

so that for plain, Y_k = f f f f, E[Y^2] is a sum over the 105 pairings of eight points of E[C C C C]. For conditional,
Y_k = D D + D D + D D with D = C - K, it is one over the 3 x 3 pairings that do not cross from one multiset to the other
of E[D D D D]. In either case each of the four factors is a mean over units plus a constant (sigma_b^2 or
-sigma_W^2 M(ab)), and the products of means over units are sums over set partitions of

    N (N-1) ... (N-r+1) / N^m  M(block 1) ... M(block r),   M(S) = exp((k^2/2 - k) sigma_b^2 + sigma_W^2 (s^2/2 - q)),

k = |S|, s = sum of x, q = sum of x^2. The points are odd multiples of 0.002, so that M(S), 1/I4 and the constants are
whole powers of exp(sigma_b^2) and of exp(sigma_W^2 0.002^2 / 2). The sums therefore are polynomials with whole
coefficients, which are counted exactly; that they cancel to many digits when evaluated costs nothing but digits.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal, getcontext
from itertools import combinations_with_replacement
from pathlib import Path

SIGMA_W = 1.0
SIGMA_BS = (0.0, 0.5, 1.0)
WIDTHS = (2, 10, 100, 1000)
ESTIMATORS = ("plain", "conditional", "tilted")
PRECISION = 0.01

# Networks in a bag: the program's default.
BAG = 1000

# What a measured cell may cost before it counts as not reached.
BUDGET = 2_000_000


# The default points are these multiples of the spacing.
SPACING = Decimal("0.002")
POINTS = (-5, -3, -1, 1, 3, 5)

YEAR = 365.25 * 86400


# ---- the exact variance ----------------------------------------------------------------------------------------------


def pairings(points):
    """All ways of pairing the points up, as lists of pairs."""
    if not points:
        yield []
        return
    for i in range(1, len(points)):
        for rest in pairings(points[1:i] + points[i + 1 :]):
            yield [tuple(sorted((points[0], points[i])))] + rest


def partitions(items):
    """All set partitions of the items, as lists of blocks."""
    if not items:
        yield []
        return
    for rest in partitions(items[1:]):
        yield [[items[0]]] + rest
        for i, block in enumerate(rest):
            yield rest[:i] + [[items[0]] + block] + rest[i + 1 :]


def splits(items):
    """All ways of setting some of the items apart and partitioning the others: (apart, blocks)."""
    for blocks in partitions([None] + items):
        apart = next(block for block in blocks if None in block)
        yield [i for i in apart if i is not None], [block for block in blocks if None not in block]


def spread(points):
    """v in 1/I4 = exp(sigma_W^2 spacing^2 v / 2) / I0, which is whole."""
    return sum(x * x for x in points) - sum(points) ** 2 // 4


class Polynomial:
    """The mean of a product of covariances, summed over all multisets with 1/I4 for weights.

    Keys are (factors set apart, blocks, power of exp(sigma_b^2), power of exp(sigma_W^2 spacing^2 / 2)).
    """

    def __init__(self, chains, constant):
        """Chains count (pairs of points, v); constant is what every factor contains besides the mean over units."""
        self.constant = constant
        self.pairs = len(next(iter(chains))[0])
        self.counts = Counter()
        by_pairs = defaultdict(Counter)
        for (pairs, v), count in chains.items():
            by_pairs[pairs][v] += count
        ways = list(splits(list(range(self.pairs))))
        for pairs, weights in by_pairs.items():
            for key, count in self._terms(pairs, ways).items():
                for v, weight in weights.items():
                    self.counts[key[:3] + (key[3] + v,)] += count * weight

    def _terms(self, pairs, ways):
        sums = [a + b for a, b in pairs]
        squares = [a * a + b * b for a, b in pairs]
        terms = Counter()
        for apart, blocks in ways:
            units = blocks + ([[i] for i in apart] if self.constant == "-kernel" else [])
            power = sum(sum(sums[i] for i in block) ** 2 - 2 * sum(squares[i] for i in block) for block in units)
            bias = sum(2 * len(block) ** 2 - 2 * len(block) for block in blocks)
            terms[len(apart), len(blocks), bias, power] += 1
        return terms

    def __call__(self, sigma_b, sigma_w, width):
        sigma_b, sigma_w = Decimal(sigma_b), Decimal(sigma_w)
        apart = -(sigma_w**2) if self.constant == "-kernel" else sigma_b**2
        biases = {key[2]: (key[2] * sigma_b**2).exp() for key in self.counts}
        powers = {key[3]: (key[3] * sigma_w**2 * SPACING**2 / 2).exp() for key in self.counts}
        factors = {}
        for outside, blocks, _, _ in self.counts:
            drawn = self.pairs - outside
            factors[outside, blocks] = (
                (apart**outside if outside else 1)
                * (sigma_w**2 / width) ** drawn
                * math.prod(width - i for i in range(blocks))
            )
        return sum(
            count * factors[outside, blocks] * biases[bias] * powers[power]
            for (outside, blocks, bias, power), count in self.counts.items()
        )


class ExactVariance:
    """Means and variances of the estimators plain and conditional of <u4>, per network."""

    def __init__(self):
        getcontext().prec = 100
        quads = list(combinations_with_replacement(POINTS, 4))
        single, twice = Counter(), Counter()  # pairings within multisets
        for quad in quads:
            for pairing in pairings(quad):
                single[tuple(sorted(pairing)), spread(quad)] += 1
        for (pairs, v), count in single.items():
            for (others, w), times in single.items():
                twice[tuple(sorted(pairs + others)), v + w] += count * times
        octets = defaultdict(Counter)
        for quad in quads:
            for other in quads:
                octets[tuple(sorted(quad + other))][spread(quad) + spread(other)] += 1
        across = Counter()  # pairings that may cross from one multiset to another
        for octet, weights in octets.items():
            for pairs, count in Counter(tuple(sorted(p)) for p in pairings(octet)).items():
                for v, weight in weights.items():
                    across[pairs, v] += count * weight
        self._multisets = len(quads)
        self._first = {"plain": Polynomial(single, "bias"), "conditional": Polynomial(single, "-kernel")}
        self._second = {"plain": Polynomial(across, "bias"), "conditional": Polynomial(twice, "-kernel")}

    def u4(self, sigma_b, width, sigma_w=SIGMA_W):
        """The exact <u4>."""
        integral = sigma_w**8 * math.sqrt(2 * math.pi / (4 * sigma_w**2))
        return -float(self._first["conditional"](sigma_b, sigma_w, width)) / (self._multisets * integral)

    def relative_deviation(self, estimator, sigma_b, width, sigma_w=SIGMA_W):
        """Standard deviation of one network's contribution, relative to |<u4>|."""
        cell = (sigma_b, sigma_w, width)
        variance = self._second[estimator](*cell) - self._first[estimator](*cell) ** 2
        return float(variance.sqrt() / abs(self._first["conditional"](*cell)))


# ---- the program -----------------------------------------------------------------------------------------------------


def timed_networks(width):
    """Networks that take some seconds on two cores: 160 ns each and 7 ns a hidden unit, roughly."""
    return 6e9 / (160 + 7 * width)


def processor_seconds():
    """What the processes that have ended have used of the cores."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Wickstream:
    """Runs campaigns with the packaged program.

    facts is what the last one said of its run; least_share the least share of its threads' time that a timed run got of
    the cores, which is 1 if nothing else was running.
    """

    def __init__(self, program, threads):
        self.program = program
        self.threads = threads
        self.facts = {}
        self.least_share = math.inf

    def run(self, estimator, sigma_b, widths, stop):
        """The results of a campaign, with the wall clock's seconds from its start to its end."""
        with tempfile.TemporaryDirectory(prefix="time-to-precision-") as directory:
            file = Path(directory) / "cell.conf"
            file.write_text(
                f"""campaign {{
  ensemble {{ activation = gauss, sigma-b = {sigma_b} }}
  widths = {list(widths)}
  sigma-w = [{SIGMA_W}]
  estimator = {estimator}
  orders = [2, 4]
  bag-size = {BAG}
  stop {{ observable = u4, {stop} }}
}}
"""
            )
            command = [self.program, "run", str(file), "--out", f"{directory}/out", "--quiet"]
            began = time.perf_counter()
            ended = subprocess.run(command + ["--threads", str(self.threads)], capture_output=True, text=True)
            wall = time.perf_counter() - began
            if ended.returncode not in (0, 3):  # 3: some shards did not converge
                sys.exit(f"{' '.join(command)}: exit code {ended.returncode}\n{ended.stderr}")
            results = json.loads((Path(directory) / "out" / "results.json").read_text())
        self.facts = results["run"]
        return results, wall

    def seconds_per_network(self, estimator, sigma_b, width, effort):
        """The pace of a warm program, and the shard of the longer run that it was measured with.

        The pace is the difference of two runs in the ratio 1 : 3, which leaves out starting and most of the warming up;
        NaN if something else slowed the shorter one down so much that it took longer.
        """
        networks, seconds, processor = [], [], []
        for fraction in (1 / 3, 1):
            bags = max(4, round(timed_networks(width) * effort * fraction / BAG))
            stop = f"relative-error = 1e-12, min-bags = {bags}, max-networks = {bags * BAG}"
            before = processor_seconds()
            results, _ = self.run(estimator, sigma_b, [width], stop)
            networks.append(results["shards"][0]["networks"])
            seconds.append(results["run"]["seconds"])
            processor.append(processor_seconds() - before)
        longer = seconds[1] - seconds[0]
        share = (processor[1] - processor[0]) / (longer * self.threads) if longer > 0 else 0
        self.least_share = min(self.least_share, share)
        return (longer / (networks[1] - networks[0]) if longer > 0 else math.nan), results["shards"][0]


# ---- the cells -------------------------------------------------------------------------------------------------------


@dataclass
class Cell:
    """One estimator at one sigma_b and N."""

    estimator: str
    sigma_b: float
    width: int
    verdict: str = "extrapolated"
    drawn: int = 0  # networks drawn up to the verdict
    lower_bound: float | None = None  # what the program says it would take, where it was not reached
    measured: float | None = None  # networks for exactly 1 %, from the measured standard error
    exact: float | None = None  # the same from the exact variance, where that is known
    pace: float = math.nan  # seconds per network

    @property
    def converged(self):
        return self.verdict == "converged"

    @property
    def networks(self):
        return self.measured if self.converged else self.exact

    @property
    def seconds(self):
        return self.networks * self.pace


def relative_deviation(shard):
    """Measured standard deviation of a network's contribution, relative to the exact |u4|."""
    u4 = shard["couplings"]["u4"]
    return u4["standardError"] * math.sqrt(shard["networks"]) / abs(u4["exact"])


def needed(deviation):
    return (deviation / PRECISION) ** 2


def measure(wickstream, exact, effort):
    """All cells, and how long the campaigns to 1 % took from start to end."""
    cells, walls = [], {}
    for estimator in ESTIMATORS:
        for sigma_b in SIGMA_BS:
            if estimator == "tilted" and sigma_b == 0:
                continue
            shards = [None] * len(WIDTHS)
            if estimator != "plain":
                stop = f"relative-error = {PRECISION}, max-networks = {BUDGET}"
                results, walls[estimator, sigma_b] = wickstream.run(estimator, sigma_b, WIDTHS, stop)
                shards = results["shards"]
            for width, shard in zip(WIDTHS, shards):
                cells.append(measure_cell(wickstream, exact, effort, Cell(estimator, sigma_b, width), shard))
    return cells, walls


def measure_cell(wickstream, exact, effort, cell, shard):
    where = (cell.sigma_b, cell.width)
    cell.pace, longest = wickstream.seconds_per_network(cell.estimator, *where, effort)
    remark = ""
    if cell.estimator != "tilted":
        deviation = exact.relative_deviation(cell.estimator, *where)
        cell.exact = needed(deviation)
        remark = f", standard deviation measured/exact = {relative_deviation(longest) / deviation:.3f}"
    u4 = longest["couplings"]["u4"]["exact"]
    if not math.isclose(u4, exact.u4(*where), rel_tol=1e-6):
        sys.exit(f"the program has u4 = {u4} at sigma_b, N = {where}, this script has {exact.u4(*where)}")
    if shard is not None:
        assert shard["width"] == cell.width
        cell.verdict = shard["verdict"]
        cell.drawn = shard["networks"]
        cell.lower_bound = shard["networksNeeded"]
        cell.measured = needed(relative_deviation(shard))
    progress(
        f"{cell.estimator}, sigma_b = {cell.sigma_b:g}, N = {cell.width}: {cell.verdict}, "
        f"{cell.pace * 1e9:.4g} ns per network from {longest['networks']:.3g} networks{remark}"
    )
    return cell


def progress(text):
    print(text, file=sys.stderr, flush=True)


# ---- what is printed -------------------------------------------------------------------------------------------------

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def figures(x):
    """Two significant digits."""
    return f"{float(f'{x:.1e}'):.10g}"


def count(x):
    """20 000, or 1.5·10¹⁸."""
    if x < 9.95e5:
        return f"{float(f'{x:.1e}'):,.0f}".replace(",", " ")
    mantissa, exponent = f"{x:.1e}".split("e")
    return f"{mantissa}·10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def duration(seconds):
    if math.isnan(seconds):
        return "?"
    for unit, length, most in (
        ("µs", 1e-6, 1e-3),
        ("ms", 1e-3, 1),
        ("s", 1, 120),
        ("min", 60, 7200),
        ("h", 3600, 2 * 86400),
        ("days", 86400, 2 * YEAR),
    ):
        if seconds < most:
            return f"{figures(seconds / length)} {unit}"
    return f"{count(seconds / YEAR)} years"


def exactly(x):
    return "—" if not x else f"{x:,.0f}".replace(",", " ") if x < 1e9 else count(x)


def text_table(cells):
    header = ("estimator", "sigma_b", "N", "verdict", "drawn", "measured 1 %", "exact 1 %", "ns/network", "takes")
    rows = [header]
    for cell in cells:
        lower = cell.lower_bound is not None and not cell.converged
        rows.append(
            (
                cell.estimator,
                f"{cell.sigma_b:g}",
                str(cell.width),
                cell.verdict,
                exactly(cell.drawn),
                f">= {count(cell.lower_bound)}" if lower else count(cell.measured) if cell.measured else "—",
                count(cell.exact) if cell.exact else "—",
                f"{cell.pace * 1e9:.4g}",
                duration(cell.seconds) + (" " if cell.converged else "†"),
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(header))]
    align = [str.ljust if title in ("estimator", "verdict") else str.rjust for title in header]
    return "\n".join(
        "  ".join(side(text, width) for side, text, width in zip(align, row, widths)).rstrip() for row in rows
    )


def markdown_table(cells):
    by_place = {(cell.estimator, cell.sigma_b, cell.width): cell for cell in cells}
    lines = ["| σ_b | N | " + " | ".join(ESTIMATORS) + " |", "|---|---|" + "---|" * len(ESTIMATORS)]
    for sigma_b in SIGMA_BS:
        for width in WIDTHS:
            places = (by_place.get((estimator, sigma_b, width)) for estimator in ESTIMATORS)
            lines.append(f"| {sigma_b:g} | {width} | " + " | ".join(map(markdown_cell, places)) + " |")
    return "\n".join(lines)


def markdown_cell(cell):
    if cell is None:
        return "—"
    if cell.converged:
        return f"{count(cell.networks)}, {duration(cell.seconds)}"
    extrapolated = f"{count(cell.networks)}, {duration(cell.seconds)}†"
    return extrapolated if cell.estimator == "plain" else f"*{cell.verdict}*; {extrapolated}"


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def caption(cells, walls, facts):
    drawn = [cell.drawn for cell in cells if cell.converged]
    missed = [cell for cell in cells if cell.drawn and not cell.converged]
    words = [
        f"Networks that a standard error of {PRECISION * 100:g} % of u4 takes, and how long it takes to sample them"
        f" (gauss, σ_W = {SIGMA_W:g}, the six default points).",
        f"Where no † stands, a campaign converged, and the networks are those it drew times"
        f" (error reached / {PRECISION * 100:g} %)²; it drew {exactly(min(drawn))} to {exactly(max(drawn))}, where"
        f" {exactly(20 * BAG)} is when the stopping rule looks first."
        if drawn
        else "",
        "† Extrapolated from the exact variance of the estimator; never drawn.",
        f"*Verdict*: what the program said after its budget of {exactly(BUDGET)} networks." if missed else "",
        "Times are networks times the measured time per network of the same cell once the program is warm; starting and"
        f" warming up are left out (a campaign to {PRECISION * 100:g} % of four widths that all converge takes"
        f" {whole_campaigns(cells, walls)} from the command to the files).",
        f"{facts['threads']} threads on {processor()} ({os.cpu_count()} cores), {facts['java']}, {facts['kernel']}.",
    ]
    return " ".join(word for word in words if word)


def whole_campaigns(cells, walls):
    walls = [
        wall
        for (estimator, sigma_b), wall in walls.items()
        if all(cell.converged for cell in cells if (cell.estimator, cell.sigma_b) == (estimator, sigma_b))
    ]
    return f"{min(walls):.1f} to {max(walls):.1f} s" if walls else "—"


def main():
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description="Networks and seconds to a standard error of 1 % of u4.")
    parser.add_argument("--wickstream", default=str(root / "target/wickstream/bin/wickstream"), help="the program")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="how many threads sample")
    parser.add_argument(
        "--effort", type=float, default=1, help="how long timed runs are; 1 is for some four minutes in all"
    )
    parser.add_argument("--markdown", action="store_true", help="print the table of src/bench/README.md")
    arguments = parser.parse_args()
    exact = ExactVariance()
    wickstream = Wickstream(arguments.wickstream, arguments.threads)
    cells, walls = measure(wickstream, exact, arguments.effort)
    if wickstream.least_share < 0.8:
        progress(
            f"a timed run used only {wickstream.least_share:.0%} of its threads' time:"
            " if something else was running, the times are wrong"
        )
    print(markdown_table(cells) if arguments.markdown else text_table(cells))
    print()
    print(caption(cells, walls, wickstream.facts))


if __name__ == "__main__":
    main()
