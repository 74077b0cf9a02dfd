package wickstream.results.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import wickstream.physics.Ensemble;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.NetworksNeeded;

/**
 * Writes results.csv, one row a shard, greens.csv, one row a shard and multiset, and fits.csv, one
 * row a fit; an empty field for what cannot be had.
 */
public final class ResultCsv {
  private static final List<String> COUPLINGS = List.of("u4", "u4Canonical", "u6", "u6Canonical");
  private static final List<String> DEVIATIONS = List.of("m2", "m4", "m6");
  private static final List<String> CONNECTED = List.of("connected4", "connected6");

  /** A coupling that was added later, and therefore has the last columns. */
  private static final String U4_MIXED = "u4Mixed";

  private static final MeasuredValue NONE =
      MeasuredValue.unknown(new ConfidenceSequence(0.5, 1), OptionalDouble.empty());

  private final Writer out;
  private boolean rowBegun;

  private ResultCsv(Writer out) {
    this.out = out;
  }

  /** One row a shard. */
  static void writeShards(CampaignResult result, Writer out) throws IOException {
    ResultCsv csv = new ResultCsv(out);
    csv.shardColumns();
    for (ShardResult shard : result.shards()) {
      csv.shard(shard);
    }
  }

  private void shardColumns() throws IOException {
    field(
        "shard,activation,dIn,dOut,width,sigmaW,sigmaB,cutoff,estimator,verdict,reason,bags,networks,networksNeeded,networksNeededIs,"
            + "varianceOfVariance,tailShape,weightMean,effectiveSampleSize");
    for (String name : COUPLINGS) {
      valueColumns(name);
    }
    for (String name : DEVIATIONS) {
      valueColumns(name);
    }
    for (String name : CONNECTED) {
      valueColumns(name);
    }
    valueColumns(U4_MIXED);
    endRow();
  }

  private void valueColumns(String name) throws IOException {
    for (String part : List.of("", "StandardError", "Low", "High", "Exact")) {
      field(name + part);
    }
  }

  private void shard(ShardResult shard) throws IOException {
    Ensemble ensemble = shard.ensemble();
    text(shard.id());
    text(ensemble.activation().label());
    integer(ensemble.dIn());
    integer(ensemble.dOut());
    integer(shard.width());
    number(ensemble.sigmaW());
    number(ensemble.sigmaB());
    number(ensemble.cutoff().orElse(Double.NaN));
    text(shard.estimator().label());
    text(shard.verdict().label());
    text(shard.verdict().reason());
    integer(shard.bags());
    integer(shard.networks());
    number(shard.verdict().networksNeeded().map(NetworksNeeded::count).orElse(Double.NaN));
    text(shard.verdict().networksNeeded().map(needed -> needed.basis().label()).orElse(""));
    number(shard.tail().varianceOfVariance());
    number(shard.tail().shape());
    number(shard.weightMean());
    number(shard.effectiveSampleSize());
    for (String name : COUPLINGS) {
      value(shard.couplings().getOrDefault(name, NONE));
    }
    for (String name : DEVIATIONS) {
      value(shard.deviations().getOrDefault(name, NONE));
    }
    for (String name : CONNECTED) {
      value(shard.connected().getOrDefault(name, NONE));
    }
    value(shard.couplings().getOrDefault(U4_MIXED, NONE));
    endRow();
  }

  private void value(MeasuredValue value) throws IOException {
    number(value.value());
    number(value.standardError());
    number(value.low());
    number(value.high());
    number(value.exact().orElse(Double.NaN));
  }

  /** One row a shard and multiset. */
  static void writeGreens(CampaignResult result, Writer out) throws IOException {
    ResultCsv csv = new ResultCsv(out);
    csv.field(
        "shard,width,sigmaW,order,indices,value,standardError,free,deviation,normalised,u,"
            + "connected,connectedStandardError,uStandardError");
    csv.endRow();
    for (ShardResult shard : result.shards()) {
      for (GreenFunction green : shard.greens()) {
        csv.green(shard, green);
      }
    }
  }

  private void green(ShardResult shard, GreenFunction green) throws IOException {
    text(shard.id());
    integer(shard.width());
    number(shard.ensemble().sigmaW());
    integer(green.order());
    text(green.indices().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    number(green.green().value());
    number(green.green().standardError());
    number(green.free());
    number(green.deviation());
    number(green.normalised());
    number(green.coupling().value());
    number(green.connected().value());
    number(green.connected().standardError());
    number(green.coupling().standardError());
    endRow();
  }

  /** One row a fit. */
  public static void writeFits(CampaignResult result, Writer out) throws IOException {
    ResultCsv csv = new ResultCsv(out);
    csv.field(String.join(",", Fit.COLUMNS));
    csv.endRow();
    for (Fit fit : result.fits()) {
      for (Object field : fit.toMap().values()) {
        csv.any(field);
      }
      csv.endRow();
    }
  }

  private void any(Object field) throws IOException {
    if (field instanceof Double number) {
      number(number);
    } else {
      text(field == null ? "" : field.toString());
    }
  }

  private void text(String field) throws IOException {
    boolean quoted = field.matches("(?s).*[\",\\r\\n].*");
    field(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
  }

  private void integer(long field) throws IOException {
    field(Long.toString(field));
  }

  private void number(double field) throws IOException {
    field(Double.isFinite(field) ? NumberOutput.toString(field, true) : "");
  }

  private void field(String fields) throws IOException {
    if (rowBegun) {
      out.write(',');
    }
    out.write(fields);
    rowBegun = true;
  }

  private void endRow() throws IOException {
    out.write('\n');
    rowBegun = false;
  }
}
