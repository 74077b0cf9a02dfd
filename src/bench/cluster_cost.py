"""What it costs to spread a campaign over processes, and how many workers one coordinator could feed.

  pairs   a coordinator that samples with one thread and a worker with another, each pinned to a core
          of its own, over one daemon with two threads on both cores: networks per second of windows
          in the middle of the same campaign
  feed    a coordinator that does not sample, and one worker a core: what an item costs the
          coordinator in processor time and bytes, and so how many threads it could feed

Usage: python3 cluster_cost.py [--pairs 5] [--seconds 30] [--kinds pairs feed] [--program PATH]
Needs the packaged program, PostgreSQL (initdb and pg_ctl below /usr/lib/postgresql), taskset, and a
machine with two idle cores. Takes about two and a half minutes a pair.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

CAMPAIGN = """campaign {
  widths = [%d], sigma-w = [1.0, 1.5, 2.0, 2.5], bag-size = 1000, orders = [%s]
  stop { relative-error = 1e-9, max-networks = 1000000000000 }
}"""
WARMING_SECONDS = 30


class Postgres:
    """A server of its own, which asks for no password on loopback."""

    def __init__(self, directory):
        self.binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self.data = pathlib.Path(directory) / "postgres"
        self.port = free_port()
        if os.getuid() == 0:
            subprocess.run(["chmod", "a+rx", directory], check=True)
            self.data.mkdir()
            subprocess.run(["chown", "postgres:", self.data], check=True)
        self.run("initdb", "--auth=trust", "--username=wick", "--no-sync", f"--pgdata={self.data}")
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p {self.port}"
        self.run("pg_ctl", "start", "--wait", f"--pgdata={self.data}", f"--log={self.data}/log", f"--options={options}")
        self.url = f"jdbc:postgresql://127.0.0.1:{self.port}/postgres"

    def run(self, program, *arguments):
        words = [str(self.binaries / program), *arguments]
        if os.getuid() == 0:  # as whom PostgreSQL refuses to run
            words = ["runuser", "-u", "postgres", "--", *words]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        self.run("pg_ctl", "stop", "--wait", "--mode=fast", f"--pgdata={self.data}")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class Process:
    """The program under way on some cores."""

    def __init__(self, program, directory, cores, words, sign):
        environment = dict(os.environ, WICKSTREAM_STORE_USER="wick", WICKSTREAM_ARCHIVE="use")
        self.process = subprocess.Popen(
            ["taskset", "-c", cores, program, *words], cwd=directory, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.url = re.search(sign, line)[1]

    def get(self, path):
        with urllib.request.urlopen(self.url + path) as answer:
            return answer.read().decode()

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(int(field) for field in fields[11:13]) / os.sysconf("SC_CLK_TCK")

    def meter(self, name):
        return sum(float(line.split()[-1]) for line in self.get("metrics").splitlines() if re.match(name + r"[{ ]", line))

    def stop(self):
        self.process.terminate()
        self.process.wait()


def daemon(program, directory, cores, *words):
    return Process(program, directory, cores, ["serve", "--port", "0", *words], r"ready at (\S+)")


def worker(program, directory, core, cluster_port):
    words = ["worker", "--join", f"127.0.0.1:{cluster_port}", "--threads", "1"]
    return Process(program, directory, core, words, r"meters at (\S+?)metrics")


def submit(where, width, orders):
    request = urllib.request.Request(
        f"{where.url}api/v1/campaigns?name=measured", data=(CAMPAIGN % (width, orders)).encode(), headers={"Content-Type": "text/plain"})
    deadline = time.monotonic() + 60
    while True:  # until a coordinator leads
        try:
            return urllib.request.urlopen(request).read()
        except urllib.error.HTTPError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def networks(where):
    return json.loads(where.get("api/v1/campaigns/measured"))["networks"]


def rate(where, seconds):
    before, start = networks(where), time.monotonic()
    time.sleep(seconds)
    return (networks(where) - before) / (time.monotonic() - start)


@contextlib.contextmanager
def cluster(program, threads, workers):
    """A coordinator with so many sampling threads on core 0, and workers of one thread on these cores."""
    with tempfile.TemporaryDirectory() as directory, contextlib.ExitStack() as ending:
        postgres = Postgres(directory)
        ending.callback(postgres.stop)
        port = free_port()
        coordinator = daemon(
            program, directory, "0" if threads else "0,1", "--cluster", "--store", postgres.url, "--threads", str(threads), "--set", f"port={port}")
        ending.callback(coordinator.stop)
        measuring = []
        for core in workers:
            measuring.append(worker(program, directory, core, port))
            ending.callback(measuring[-1].stop)
        yield coordinator, measuring


def alone_rate(program, width, orders, seconds):
    with tempfile.TemporaryDirectory() as directory:
        one = daemon(program, directory, "0,1", "--threads", "2")
        try:
            submit(one, width, orders)
            time.sleep(WARMING_SECONDS)
            return rate(one, seconds)
        finally:
            one.stop()


def together_rate(program, width, orders, seconds):
    with cluster(program, 1, ["1"]) as (coordinator, _):
        submit(coordinator, width, orders)
        time.sleep(WARMING_SECONDS)
        return rate(coordinator, seconds)


def pairs(program, count, width, orders, seconds):
    ratios = []
    for pair in range(count):
        # Every other pair the other way round: a machine that slows down favours neither.
        if pair % 2 == 0:
            alone = alone_rate(program, width, orders, seconds)
            together = together_rate(program, width, orders, seconds)
        else:
            together = together_rate(program, width, orders, seconds)
            alone = alone_rate(program, width, orders, seconds)
        ratios.append(together / alone)
        print(f"pairs: N = {width}: one process {alone:,.0f} networks/s, two {together:,.0f}, ratio {ratios[-1]:.3f}", flush=True)
    print(f"pairs: N = {width}: median {statistics.median(ratios):.3f}, {min(ratios):.3f} to {max(ratios):.3f}", flush=True)


def feed(program, width, orders, seconds):
    with cluster(program, 0, ["0", "1"]) as (coordinator, measuring):
        time.sleep(WARMING_SECONDS)
        idle = -coordinator.processor_seconds()
        time.sleep(seconds)
        idle = (idle + coordinator.processor_seconds()) / seconds
        submit(coordinator, width, orders)
        time.sleep(3 * WARMING_SECONDS)  # grants grow, and with them items to their full size
        names = ("wickstream_cluster_items_total", "wickstream_cluster_result_bytes_total")
        before = [coordinator.meter(name) for name in names] + [p.processor_seconds() for p in (coordinator, *measuring)]
        start = time.monotonic()
        time.sleep(seconds)
        after = [coordinator.meter(name) for name in names] + [p.processor_seconds() for p in (coordinator, *measuring)]
        items, size, own, *others = [b - a for a, b in zip(before, after)]
        elapsed = time.monotonic() - start
    busy = sum(others) / elapsed
    print(
        f"feed: N = {width}, orders {orders}: {items / elapsed:.2f} items/s of {busy:.2f} threads, {size / items / 1e3:.1f} kB an item;"
        f" coordinator {own / elapsed:.4f} cores, {100 * own / (own + sum(others)):.2f} % of all,"
        f" {idle:.4f} cores of them without a campaign, so {1e3 * (own - idle * elapsed) / items:.2f} ms an item", flush=True)


def main():
    default = pathlib.Path(__file__).resolve().parents[2] / "target" / "wickstream" / "bin" / "wickstream"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=30, help="of a window")
    parser.add_argument("--width", type=int, default=100)
    parser.add_argument("--orders", default="2, 4")
    parser.add_argument("--program", default=str(default))
    parser.add_argument("--kinds", nargs="*", choices=("pairs", "feed"), default=("pairs", "feed"))
    arguments = parser.parse_args()
    if "pairs" in arguments.kinds:
        pairs(arguments.program, arguments.pairs, arguments.width, arguments.orders, arguments.seconds)
    if "feed" in arguments.kinds:
        feed(arguments.program, arguments.width, arguments.orders, arguments.seconds)


if __name__ == "__main__":
    main()
