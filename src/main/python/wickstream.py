"""Wickstream's results in pandas, and its daemon from Python. Needs nothing else.

    run = wickstream.load("runs/quickstart")  # the directory of a run
    run.couplings                             # a row for every coupling and deviation

    wickstream.submit("conf/quickstart.conf", name="first")
    wickstream.watch("first")
    run = wickstream.results("first")

The daemon is at url, or WICKSTREAM_URL, or http://127.0.0.1:7870; the token that it may want is
token or WICKSTREAM_TOKEN. `wickstream explain python` says more.
"""

import http.client
import io
import json
import os
import pathlib
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from functools import cached_property

import pandas as pd

SCHEMA = "wickstream-results/1"
URL = "http://127.0.0.1:7870"
PLACE = ["shard", "activation", "width", "sigmaW", "sigmaB", "estimator", "verdict"]
LONGEST_SILENCE = 45  # seconds; daemons give a sign of life every 15


class DaemonError(Exception):
    """The daemon refused, in its own words, or did not answer; then status is None."""

    def __init__(self, message, status=None, field=None, value=None):
        super().__init__(message)
        self.status, self.field, self.value = status, field, value


class Results:
    """What a campaign found, in pandas frames each row of which says where it belongs.

    NaN stands for what cannot be had. pull is (value - exact) / standardError; trusted is False
    where the sample cannot vouch for the error: a heavy tail, or something else that speaks against it.
    """

    def __init__(self, read):
        """Reads result files by a function that gives their content in bytes."""
        self._read = read
        self._json = json.loads(read("results.json"))
        if self._json.get("schema") != SCHEMA:
            raise ValueError(f"schema must be {SCHEMA}, was {self._json.get('schema')}")
        self.campaign, self.seed = self._json["campaign"], self._json["seed"]
        self.version, self.run = self._json["version"], self._json["run"]
        self.configuration = self._json["configuration"]

    def __repr__(self):
        converged = sum(shard["verdict"] == "converged" for shard in self._json["shards"])
        of = len(self._json["shards"])
        return f"<{self.campaign}, seed {self.seed}: {converged} of {of} shards converged>"

    @cached_property
    def shards(self):
        """A row a shard: where it is in the grid, how it ended, on how many networks."""
        return self._with_origin(_frame(self._json["shards"]))

    @cached_property
    def couplings(self):
        """A row a shard and quantity: u4, u6, m4, connected4, …"""
        rows = []
        for shard in self._json["shards"]:
            for name, number in _numbers(shard):
                tail = shard["tails"].get(name.replace("Canonical", ""), {})
                heavy = tail.get("heavy", shard["verdict"] == "heavy-tailed")
                theory = (number["theory"] or {}).get("value")
                row = {**number, "theory": theory, "trusted": not heavy}
                rows.append({"shard": shard["shard"], "quantity": name, **row})
        return self._placed(_frame(rows, "shard", "quantity", "value", "standardError", "exact"))

    @cached_property
    def greens(self):
        """A row a shard and multiset of points, whose coordinates are x1, x2, …"""
        return self._placed(self._csv("greens.csv"))

    @cached_property
    def training(self):
        """A row a shard, time, function and multiset of trained networks; none if they are not."""
        is_trained = self.configuration["campaign"].get("training")
        return self._placed(self._csv("training.csv")) if is_trained else pd.DataFrame()

    @cached_property
    def fits(self):
        """A row a power law fitted to several shards."""
        return self._with_origin(self._csv("fits.csv"))

    @cached_property
    def remainders(self):
        """A row a quantity and sigmaW: how far the shards are from theory."""
        return self._with_origin(_frame(self._json["remainders"], "quantity", "sigmaW"))

    def _with_origin(self, table):
        origin = {"campaign": self.campaign, "seed": self.seed, "version": self.version}
        for at, (name, value) in enumerate(origin.items()):
            table.insert(at, name, value)
        return table

    def _csv(self, name):
        text = io.BytesIO(self._read(name))
        types = {"shard": str, "indices": str}
        return pd.read_csv(text, dtype=types, float_precision="round_trip")

    def _placed(self, table):
        table = table.drop(columns=["width", "sigmaW"], errors="ignore")
        table = self.shards[["campaign", "seed", "version", *PLACE]].merge(table, on="shard")
        if "exact" in table:
            table["pull"] = (table.value - table.exact) / table.standardError
        return table


def _numbers(shard):
    return [item for of in ("couplings", "deviations", "connected") for item in shard[of].items()]


def _frame(rows, *columns):
    """Objects of JSON without what they hold in turn; these columns if there are none."""
    rows = [{k: v for k, v in row.items() if not isinstance(v, (dict, list))} for row in rows]
    frame = pd.DataFrame(rows, columns=None if rows else columns)
    for name in frame.columns[frame.dtypes == object]:
        if all(value is None or isinstance(value, (int, float)) for value in frame[name]):
            frame[name] = frame[name].astype(float)
    return frame


def load(directory):
    """The results in the directory of a run, as Results."""
    directory = pathlib.Path(directory)
    if not (directory / "results.json").is_file():
        hint = f"of a run that was killed, wickstream export {directory} --to json makes one"
        raise FileNotFoundError(f"{directory} holds no results.json ({hint})")
    return Results(lambda name: (directory / name).read_bytes())


def submit(config, name=None, priority=0, url=None, token=None):
    """Has the daemon run a campaign: a file, the text of one, or {"campaign": {…}}.

    Returns the campaign as the daemon's API describes it: a dict with name, state, shards, …
    """
    if isinstance(config, dict):
        config = json.dumps(config)
    elif isinstance(config, os.PathLike) or not re.search("[{=\n]", config):
        file = pathlib.Path(config)
        config = file.read_text(encoding="utf-8")
        if name is None and not re.search(r'^[^#/"]*\bname\s*[=:]', config, re.MULTILINE):
            name = file.stem
    query = {"priority": priority, **({} if name is None else {"name": name})}
    with _ask("?" + urllib.parse.urlencode(query), url, token, config) as answer:
        return json.load(answer)


def campaign(name, url=None, token=None):
    """A campaign as the daemon's API describes it."""
    with _ask(_path(name), url, token) as answer:
        return json.load(answer)


def results(name, url=None, token=None):
    """The results of a daemon's campaign, so far if it has not ended, as Results."""

    def read(file):
        with _ask(f"{_path(name)}/{file}", url, token, timeout=600) as answer:
            return answer.read()

    return Results(read)


def watch(name, show=None, url=None, token=None, patience=120):
    """Follows a campaign to its end and returns it. show is called with it when it has changed;
    by default one line is printed over and over.

    Raises DaemonError if the campaign fails, and if the daemon goes for more than patience seconds.
    """
    show, heard = show or _print, None
    while True:
        try:
            with _ask(f"{_path(name)}/events", url, token, timeout=LONGEST_SILENCE) as stream:
                for kind, data in _events(stream):
                    heard = time.monotonic()
                    if kind == "removed":
                        raise DaemonError(f"the campaign {name} was deleted", 410)
                    if kind == "status":
                        show(data["campaign"])
                        if data["campaign"]["state"] == "failed":
                            raise DaemonError(data["campaign"]["reason"], 422)
                        if data["campaign"]["state"] in ("finished", "cancelled"):
                            return data["campaign"]
        except (OSError, http.client.HTTPException, DaemonError) as failure:
            # A daemon that starts again answers before it knows its campaigns.
            is_passing = getattr(failure, "status", None) in (None, 404, 502, 503)
            if heard is None or not is_passing or time.monotonic() - heard > patience:
                raise
        time.sleep(0.5)


def _events(stream):
    """Server-sent events, as pairs of kind and data."""
    kind, data = "message", ""
    for line in io.TextIOWrapper(stream, "utf-8"):
        field, _, value = line.rstrip("\r\n").partition(":")
        if field == "event":
            kind = value.strip()
        elif field == "data":
            data += value
        elif not line.strip():
            if data:
                yield kind, json.loads(data)
            kind, data = "message", ""


def _print(now):
    shards, eta = now["shards"], now["etaSeconds"]
    line = f"{now['name']} is {now['state']}: {shards['converged']} of {shards['total']} shards"
    line += f" converged, {now['networks']} networks"
    has_ended = now["state"] in ("finished", "cancelled", "failed")
    if eta is not None and not has_ended:
        line += f", {eta:.0f} s to go"
    print("\r" + line.ljust(78), end="\n" if has_ended else "", flush=True)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would send the token to wherever the answer says."""

    def redirect_request(self, *_):
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


def _path(name):
    return "/" + urllib.parse.quote(name, safe="")


def _ask(path, url, token, text=None, timeout=60):
    place = (url or os.environ.get("WICKSTREAM_URL") or URL).rstrip("/")
    token = token or os.environ.get("WICKSTREAM_TOKEN")
    request = urllib.request.Request(f"{place}/api/v1/campaigns{path}")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if text is not None:
        request.data = text.encode()
        request.add_header("Content-Type", "text/plain; charset=UTF-8")
    try:
        return _OPENER.open(request, timeout=timeout)
    except urllib.error.HTTPError as refusal:
        raise _problem(refusal, place) from None
    except (OSError, http.client.HTTPException) as failure:
        hint = "start one with wickstream serve, or say by url where it is"
        why = getattr(failure, "reason", failure)
        raise DaemonError(f"no daemon answers at {place} ({hint}): {why}") from None


def _problem(refusal, place):
    """What the daemon says is wrong (RFC 9457)."""
    status = refusal.code
    if status == 401:
        return DaemonError(f"{place} wants a token: give it by token or WICKSTREAM_TOKEN", status)
    try:
        said = json.load(refusal)
        return DaemonError(said["detail"], status, said.get("field"), said.get("value"))
    except (ValueError, KeyError, TypeError):
        return DaemonError(f"{place} answers with {status}: is it a Wickstream daemon?", status)
