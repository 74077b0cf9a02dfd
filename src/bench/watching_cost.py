"""What it costs to watch a daemon: its throughput with watchers over that of the bare `run`.

Each pair is the same campaign, once by `wickstream run` and once by `wickstream serve` with
watchers that have settled before it starts; the ratio is of the networks per second that both
report. Two kinds of watchers, each in pairs of its own:

  page    the live page in Chromium, a Prometheus that scrapes every 5 s, two clients of the events
  idle    500 clients of the events of which none ever reads, and the same Prometheus

A pair compares two processes, and no two warm up alike. So the same for one process, whose watchers
of the first kind come and go while its campaign runs:

  windows the rate of 20 s with them over that of 20 s without

and at last the latency of /metrics beside a campaign.

Usage: python3 watching_cost.py [--pairs 5] [--networks 1000000] [--kinds page idle windows] [--program PATH]
Needs the packaged program, prometheus and chromium. Takes about a minute a pair and kind. Beside the
ratio stand the cores that each program kept busy, and what everything else on the machine took from
both halves of a pair, the hypervisor included: a pair in which they differ says nothing. The first
seconds of page and daemon, in which both are compiled, weigh the less the longer the campaign.
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
import threading
import time
import urllib.request

CAMPAIGN = """campaign {
  widths = [50, 100, 200, 500], sigma-w = [1.0, 1.5, 2.0], bag-size = 1000
  stop { relative-error = 1e-9, max-networks = %d }
}"""
SCRAPES = "global: {scrape_interval: 5s}\nscrape_configs: [{job_name: wickstream, static_configs: [{targets: ['127.0.0.1:%d']}]}]\n"
SETTLING_SECONDS = 8


class Daemon:
    """A running daemon and what is attached to it."""

    def __init__(self, program, directory):
        self.directory = pathlib.Path(directory)
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--data", "data"],
            cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        self.port = int(re.search(r":(\d+)/", self.url)[1])
        self.attached = contextlib.ExitStack()

    def get(self, path):
        with urllib.request.urlopen(self.url + path) as answer:
            return answer.read()

    def submit(self, name, networks):
        request = urllib.request.Request(
            f"{self.url}api/v1/campaigns?name={name}", data=(CAMPAIGN % networks).encode(),
            headers={"Content-Type": "text/plain"})
        urllib.request.urlopen(request).read()

    def attach(self, *command):
        process = subprocess.Popen(command, cwd=self.directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.attached.callback(process.wait)
        self.attached.callback(process.kill)

    def attach_prometheus(self):
        (self.directory / "prometheus.yml").write_text(SCRAPES % self.port)
        self.attach("prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", "--web.listen-address=127.0.0.1:0")

    def attach_page(self):
        self.attach("chromium", "--no-sandbox", "--headless=new", "--disable-gpu", "--window-size=1280,900",
                    "--remote-debugging-port=0", "--user-data-dir=browser", self.url)

    def attach_client(self, path, reads):
        client = socket.create_connection(("127.0.0.1", self.port))
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self.attached.callback(client.close)
        self.attached.callback(client.shutdown, socket.SHUT_RDWR)  # which wakes one that reads
        if reads:
            threading.Thread(target=drain, args=(client,), daemon=True).start()

    def attach_page_watchers(self):
        self.attach_prometheus()
        self.attach_page()
        for _ in range(2):
            self.attach_client("/api/v1/events", reads=True)

    def rate(self, name, seconds):
        """Networks per second of a running campaign within a window of so many seconds."""
        networks, start = self.networks(name), time.monotonic()
        time.sleep(seconds)
        return (self.networks(name) - networks) / (time.monotonic() - start)

    def networks(self, name):
        return json.loads(self.get(f"api/v1/campaigns/{name}"))["networks"]

    def wait(self, name):
        while json.loads(self.get(f"api/v1/campaigns/{name}"))["state"] != "finished":
            time.sleep(2)
        return rate(self.directory / "data" / name)

    def stop(self):
        self.attached.close()
        self.process.terminate()
        self.process.wait()


def processor_seconds(name):
    """Processor time that all processes called so have spent until now."""
    ticks = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            before, after = stat.read_text().rsplit(")", 1)
            if before.split("(", 1)[1].startswith(name):
                ticks += sum(int(field) for field in after.split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


class Disturbance:
    """The cores that all but our own programs took from now on: other programs, and other machines of the host."""

    def __init__(self, *names):
        self.names = names
        self.start = self.now()

    def now(self):
        user, nice, system, _, _, irq, softirq, steal = (int(field) for field in pathlib.Path("/proc/stat").read_text().split()[1:9])
        spent = (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
        return time.monotonic(), spent - sum(processor_seconds(name) for name in self.names)

    def cores(self):
        moment, others = self.now()
        return (others - self.start[1]) / (moment - self.start[0])


def drain(client):
    with contextlib.suppress(OSError):
        while client.recv(1 << 16):
            pass


def rate(directory):
    """Networks per second of a campaign, by its own account."""
    results = json.loads((directory / "results.json").read_text())
    return sum(shard["networks"] for shard in results["shards"]) / results["run"]["seconds"]


def bare(program, directory, networks):
    (pathlib.Path(directory) / "bare.conf").write_text(CAMPAIGN % networks)
    disturbance = Disturbance()
    before = os.times()
    subprocess.run([program, "run", "bare.conf", "--quiet"], cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after, seconds = os.times(), time.monotonic() - disturbance.start[0]
    own = (after.children_user + after.children_system - before.children_user - before.children_system) / seconds
    return rate(pathlib.Path(directory) / "runs" / "bare"), f"java {own:.3f}, others {disturbance.cores() - own:.3f}"


def watched(program, directory, networks, kind):
    daemon = Daemon(program, directory)
    try:
        if kind == "page":
            daemon.attach_page_watchers()
        else:
            daemon.attach_prometheus()
            for _ in range(500):
                daemon.attach_client("/api/v1/events", reads=False)
        time.sleep(SETTLING_SECONDS)
        programs = ("java", "chromium", "prometheus")
        before = [processor_seconds(name) for name in programs]
        disturbance = Disturbance(*programs)
        start = time.monotonic()
        daemon.submit("watched", networks)
        together = daemon.wait("watched")
        cores = [(processor_seconds(name) - spent) / (time.monotonic() - start) for name, spent in zip(programs, before)]
        shares = ", ".join(f"{name} {share:.3f}" for name, share in zip(programs, cores))
        return together, f"{shares}, others {disturbance.cores():.3f}"
    finally:
        daemon.stop()


def windows(program, pairs, seconds=20):
    ratios = []
    with tempfile.TemporaryDirectory() as directory:
        daemon = Daemon(program, directory)
        try:
            daemon.submit("watched", 10**9)
            time.sleep(30)  # until all is compiled
            for _ in range(pairs):
                daemon.attach_page_watchers()
                time.sleep(SETTLING_SECONDS)
                together = daemon.rate("watched", seconds)
                daemon.attached.close()
                time.sleep(SETTLING_SECONDS)
                alone = daemon.rate("watched", seconds)
                ratios.append(together / alone)
                print(f"windows: alone {alone:,.0f} networks/s, watched {together:,.0f}, ratio {ratios[-1]:.3f}", flush=True)
        finally:
            daemon.stop()
    print(f"windows: median {statistics.median(ratios):.3f}, {min(ratios):.3f} to {max(ratios):.3f}", flush=True)


def scrape_latencies(program, directory, seconds=30):
    """Milliseconds that /metrics took, ten times a second beside a campaign and 500 idle clients."""
    daemon = Daemon(program, directory)
    try:
        daemon.submit("watched", 10**9)
        for _ in range(500):
            daemon.attach_client("/api/v1/campaigns/watched/events", reads=False)
        time.sleep(SETTLING_SECONDS)
        latencies = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.perf_counter()
            daemon.get("metrics")
            latencies.append(1e3 * (time.perf_counter() - start))
            time.sleep(0.1)
        return sorted(latencies)
    finally:
        daemon.stop()


def main():
    default = pathlib.Path(__file__).resolve().parents[2] / "target" / "wickstream" / "bin" / "wickstream"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--networks", type=int, default=1_000_000, help="that each of the 12 shards draws")
    parser.add_argument("--program", default=str(default))
    kinds = ("page", "idle", "windows")
    parser.add_argument("--kinds", nargs="*", choices=kinds, default=kinds)
    arguments = parser.parse_args()
    for kind in arguments.kinds:
        if kind == "windows":
            windows(arguments.program, arguments.pairs)
            continue
        ratios = []
        for pair in range(arguments.pairs):
            with tempfile.TemporaryDirectory() as directory:
                # Every other pair the other way round: a machine that slows down favours neither.
                if pair % 2 == 0:
                    alone, bare_cores = bare(arguments.program, directory, arguments.networks)
                    together, cores = watched(arguments.program, directory, arguments.networks, kind)
                else:
                    together, cores = watched(arguments.program, directory, arguments.networks, kind)
                    alone, bare_cores = bare(arguments.program, directory, arguments.networks)
            ratios.append(together / alone)
            print(
                f"{kind}: run {alone:,.0f} networks/s (cores: {bare_cores}), watched {together:,.0f} ({cores}), ratio {ratios[-1]:.3f}",
                flush=True)
        print(f"{kind}: median {statistics.median(ratios):.3f}, {min(ratios):.3f} to {max(ratios):.3f}", flush=True)
    with tempfile.TemporaryDirectory() as directory:
        latencies = scrape_latencies(arguments.program, directory)
    quantile = lambda q: latencies[min(len(latencies) - 1, int(q * len(latencies)))]
    print(f"/metrics: {len(latencies)} scrapes, median {quantile(0.5):.1f} ms, p99 {quantile(0.99):.1f} ms, longest {latencies[-1]:.1f} ms")


if __name__ == "__main__":
    main()
