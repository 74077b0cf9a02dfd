"""The daemon at WICKSTREAM_URL as wickstream.py drives it. Usage: daemon.py TOKEN FILE.conf"""

import os
import sys

import wickstream
from wickstream import DaemonError

token, file = sys.argv[1:]


def refused(call, *args, **settings):
    try:
        call(*args, **settings)
    except DaemonError as refusal:
        return refusal
    raise AssertionError("must be refused")


assert refused(wickstream.campaign, "tiny").status == 401
assert "wants a token" in str(refused(wickstream.campaign, "tiny", token="x" * 32))
os.environ["WICKSTREAM_TOKEN"] = token

# Refusals are in the daemon's words.
refusal = refused(wickstream.submit, {"campaign": {"widths": [0], "sigma-w": [1]}})
assert "campaign.widths[0] must be at least 1, was 0" in str(refusal), refusal
assert (refusal.status, refusal.field, refusal.value) == (422, "campaign.widths[0]", "0"), vars(refusal)
assert str(refused(wickstream.results, "nobody")) == "there is no campaign nobody"
assert refused(wickstream.watch, "nobody").status == 404
assert "/x" not in str(refused(wickstream.campaign, "x", url="http://127.0.0.1:1"))
assert refused(wickstream.campaign, "x", url="http://127.0.0.1:1").status is None

# A file is called by its own name, or by another one.
assert wickstream.submit(file)["name"] == "tiny"
assert wickstream.watch("tiny")["state"] == "finished"
seen = []
text = "campaign { name = second, widths = [5], sigma-w = [1], stop.relative-error = 0.05 }"
assert wickstream.submit(text)["name"] == "second"
assert wickstream.watch("second", show=seen.append)["shards"]["converged"] == 1
assert seen[-1]["state"] == "finished" and all(now["name"] == "second" for now in seen)
assert wickstream.watch("second")["state"] == "finished"  # it has ended already
assert str(refused(wickstream.submit, text)).startswith("there is a campaign second already"), refused(wickstream.submit, text)

# Results are those of the files.
results, files = wickstream.results("tiny"), wickstream.load("runs/tiny")
assert results.couplings.equals(files.couplings) and results.greens.equals(files.greens)
assert len(results.couplings.query("quantity == 'u4'")) == 4
