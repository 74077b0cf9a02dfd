"""What wickstream.py, pandas, h5py, xarray and netCDF make of the files of two runs.

Usage: results.py RUN TRAINED, where of the shards of the second some have not converged
"""

import json
import sys

import h5py
import netCDF4
import numpy as np
import pandas as pd
import wickstream
import xarray

run, trained = sys.argv[1:]
hdf5 = run + "/tiny.h5"
ORIGIN = ["campaign", "seed", "version", "shard", "activation", "width", "sigmaW", "sigmaB"]
told = json.load(open(run + "/results.json", encoding="utf-8"))
results = wickstream.load(run)

# Frames say where each row belongs.
assert repr(results) == "<tiny, seed 42: 4 of 4 shards converged>", results
assert (results.campaign, results.seed, results.version) == ("tiny", 42, told["version"])
for frame in results.shards, results.couplings, results.greens, wickstream.load(trained).training:
    assert set(ORIGIN) <= set(frame.columns), frame.columns
    assert len(frame) and frame[ORIGIN].notna().all(axis=None)
assert set(results.fits.columns) >= {"campaign", "seed", "version", "quantity", "exponent"}
assert len(results.fits) == len(told["fits"]) and len(results.remainders) == len(told["remainders"])
assert results.training.empty

# Numbers are those of results.json, to the last digit.
u4 = results.couplings.query("quantity == 'u4'")
assert len(u4) == 4 and u4.trusted.all() and (u4.pull.abs() < 6).all()
for (_, row), shard in zip(u4.iterrows(), told["shards"]):
    number = shard["couplings"]["u4"]
    assert row.shard == shard["shard"] and row.width == shard["width"]
    for name in "value", "standardError", "low", "high", "confidence", "exact":
        assert row[name] == number[name], name
    assert row.theory == number["theory"]["value"]
    assert row.pull == (row.value - row.exact) / row.standardError
greens = results.greens
flat = [green for shard in told["shards"] for green in shard["greens"]]
assert len(greens) == len(flat) == 4 * (21 + 126)
points = told["configuration"]["campaign"]["points"]
for (_, row), green in zip(greens.iterrows(), flat):
    assert row["value"] == green["value"] and row["indices"] == " ".join(map(str, green["indices"]))
    x = [row["x%d" % (k + 1)] for k in range(green["order"])]
    assert x == [points[a] for a in green["indices"]]
fourth = greens.query("order == 4")
assert ((fourth.connected - fourth.connectedExact).abs() < 6 * fourth.connectedStandardError).all()

# A table has no column without entries, and begins with what it is a table of.
table = pd.read_csv(run + "/results.csv", float_precision="round_trip")
assert list(table.columns[:3]) == ["campaign", "seed", "shard"]
assert table.notna().any().all() and (table.campaign == "tiny").all() and (table.seed == 42).all()
assert (table.u4.to_numpy() == u4.value.to_numpy()).all()

# Trained networks have their rows too.
training = wickstream.load(trained).training
assert set(training.time) == {0.0, 0.3, 1.0, 3.0, 10.0} and training.trusted.dtype == bool
assert {"mean", "covariance", "connected4"} <= set(training.function)

# One line opens the HDF5 file; its arrays are over N and sigma_W.
dataset = xarray.open_dataset(hdf5, engine="h5netcdf")
assert dict(dataset.u4.sizes) == {"N": 2, "sigma_W": 2}
assert list(dataset.N.values) == [5, 20] and list(dataset.sigma_W.values) == [1.0, 2.0]
for _, row in u4.iterrows():
    at = dataset.sel(N=row.width, sigma_W=row.sigmaW)
    names = {"u4": "value", "u4StandardError": "standardError", "u4Low": "low", "u4High": "high"}
    names.update({"u4Exact": "exact", "u4Theory": "theory"})
    for name, column in names.items():
        assert at[name].item() == row[column], name
    assert at.verdict.item() == row.verdict == "converged" and at.shard.item() == row.shard
for _, row in greens.iterrows():
    at = dataset.sel(N=row.width, sigma_W=row.sigmaW, multiset=row["indices"])
    assert at.green.item() == row["value"] and at.order.item() == row.order
    np.testing.assert_equal(at.uStandardError.item(), row.uStandardError)
assert dataset.points.values.ravel().tolist() == points
assert list(dataset.indices.sel(multiset="0 5").values) == [0, 5, -1, -1]
assert dataset.attrs["campaign"] == "tiny" and dataset.attrs["seed"] == 42
assert dataset.u4.attrs == {"long_name": "quartic coupling", "units": "1"}
assert all("long_name" in dataset[name].attrs for name in dataset.variables)
assert json.loads(dataset.configuration.item())["campaign"]["name"] == "tiny"
assert dataset.u4.to_dataframe().index.names == ["N", "sigma_W"]

# So they are for h5py, and for the library of netCDF.
with h5py.File(hdf5) as file:
    assert [scale[0].name for scale in file["u"].dims] == ["/N", "/sigma_W", "/multiset"]
    assert file["verdict"].asstr()[0, 0] == "converged" and file["reason"].dtype.kind == "O"
    group = file[u4.shard.iloc[0]]
    assert group["couplings/value"][0] == u4.value.iloc[0] and len(group["blocks/networks"]) > 1
with netCDF4.Dataset(hdf5) as file:
    assert file["u4"].dimensions == ("N", "sigma_W") and file["verdict"][1, 1] == "converged"
    assert (np.asarray(file["u4"][:]) == dataset.u4.values).all()
    assert file["multiset"][0] == "0 0"

# Texts that only some shards have are empty for the others, whoever reads them.
verdicts = wickstream.load(trained).shards.verdict.to_numpy()
assert {"converged", "budget-exhausted"} == set(verdicts), verdicts
for engine in "h5netcdf", "netcdf4":
    with xarray.open_dataset(trained + "/training.h5", engine=engine) as dataset:
        assert (dataset.verdict.values[:, 0] == verdicts).all()
        assert ((dataset.networksNeededIs.values[:, 0] == "") == (verdicts == "converged")).all()
        assert (dataset.networksNeeded.isnull().values[:, 0] == (verdicts == "converged")).all()

# What is not there is said so.
try:
    wickstream.load(run + "/nowhere")
    raise AssertionError("there is no such run")
except FileNotFoundError as failure:
    assert "holds no results.json" in str(failure)
