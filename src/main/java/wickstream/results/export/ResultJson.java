package wickstream.results.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Map;
import java.util.OptionalDouble;
import wickstream.physics.Ensemble;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.HomogeneityTest;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/**
 * Writes results.json, schema {@code wickstream-results/1}: doubles at full precision, null for
 * what is not a number.
 */
public final class ResultJson {
  /** The schema's name and version. */
  static final String SCHEMA = "wickstream-results/1";

  private final JsonGenerator json;

  private ResultJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes a campaign's results as UTF-8 and leaves the stream open. */
  public static void write(CampaignResult result, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonFile.MAPPER.getFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      new ResultJson(json).campaign(result);
    }
  }

  private void campaign(CampaignResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("version", result.version());
    json.writeStringField("campaign", result.config().name());
    json.writeNumberField("seed", result.config().seed());
    json.writePOJOField("configuration", result.config().toMap());
    json.writeArrayFieldStart("shards");
    for (ShardResult shard : result.shards()) {
      shard(shard);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("fits");
    for (Fit fit : result.fits()) {
      json.writePOJO(fit.toMap());
    }
    json.writeEndArray();
    json.writePOJOField("run", result.run());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void shard(ShardResult shard) throws IOException {
    Ensemble ensemble = shard.ensemble();
    json.writeStartObject();
    json.writeStringField("shard", shard.id());
    json.writeStringField("activation", ensemble.activation().label());
    json.writeNumberField("dIn", ensemble.dIn());
    json.writeNumberField("dOut", ensemble.dOut());
    json.writeNumberField("width", shard.width());
    number("sigmaW", ensemble.sigmaW());
    number("sigmaB", ensemble.sigmaB());
    number("cutoff", ensemble.cutoff());
    json.writeStringField("estimator", shard.estimator().label());
    verdict(shard.verdict(), shard);
    number("varianceOfVariance", shard.tail().varianceOfVariance());
    number("tailShape", shard.tail().shape());
    number("weightMean", shard.weightMean());
    number("effectiveSampleSize", shard.effectiveSampleSize());
    values("couplings", shard.couplings());
    values("deviations", shard.deviations());
    values("connected", shard.connected());
    json.writeObjectFieldStart("tails");
    for (Map.Entry<String, TailDiagnosis> tail : shard.tails().entrySet()) {
      tail(tail.getKey(), tail.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("constancy");
    for (Map.Entry<String, HomogeneityTest> entry : shard.homogeneityTest().entrySet()) {
      homogeneityTest(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("greens");
    for (GreenFunction green : shard.greens()) {
      green(green);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void verdict(Verdict verdict, ShardResult shard) throws IOException {
    json.writeStringField("verdict", verdict.label());
    json.writeStringField("reason", verdict.reason());
    json.writeNumberField("bags", shard.bags());
    json.writeNumberField("networks", shard.networks());
    number(
        "networksNeeded", verdict.networksNeeded().map(NetworksNeeded::count).orElse(Double.NaN));
    json.writeStringField(
        "networksNeededIs", verdict.networksNeeded().map(n -> n.basis().label()).orElse(null));
  }

  private void values(String name, Map<String, MeasuredValue> values) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, MeasuredValue> entry : values.entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      number("value", entry.getValue().value());
      number("standardError", entry.getValue().standardError());
      number("low", entry.getValue().low());
      number("high", entry.getValue().high());
      number("confidence", entry.getValue().confidence());
      number("exact", entry.getValue().exact());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void homogeneityTest(String name, HomogeneityTest homogeneityTest) throws IOException {
    json.writeObjectFieldStart(name);
    number("spread", homogeneityTest.spread().value());
    number("standardError", homogeneityTest.spread().standardError());
    number("exact", homogeneityTest.exact());
    number("resolution", homogeneityTest.resolution());
    number("hotelling", homogeneityTest.hotelling());
    json.writeNumberField("directions", homogeneityTest.directions());
    json.writeNumberField("blocks", homogeneityTest.blocks());
    number("probability", homogeneityTest.probability());
    json.writeEndObject();
  }

  private void tail(String name, TailDiagnosis tail) throws IOException {
    json.writeObjectFieldStart(name);
    number("varianceOfVariance", tail.varianceOfVariance());
    number("tailShape", tail.shape());
    json.writeBooleanField("heavy", tail.isHeavy());
    json.writeEndObject();
  }

  /** One row of the table, on one line. */
  private void green(GreenFunction green) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator row = JsonFile.MAPPER.getFactory().createGenerator(line)) {
      row.writeStartObject();
      row.writeNumberField("order", green.order());
      row.writeFieldName("indices");
      row.writeArray(
          green.indices().stream().mapToInt(Integer::intValue).toArray(), 0, green.order());
      number(row, "value", green.green().value());
      number(row, "standardError", green.green().standardError());
      number(row, "free", green.free());
      number(row, "deviation", green.deviation());
      number(row, "normalised", green.normalised());
      number(row, "u", green.coupling().value());
      number(row, "connected", green.connected().value());
      number(row, "connectedStandardError", green.connected().standardError());
      number(row, "uStandardError", green.coupling().standardError());
      row.writeEndObject();
    }
    json.writeRawValue(line.toString());
  }

  private void number(String name, OptionalDouble value) throws IOException {
    number(name, value.orElse(Double.NaN));
  }

  private void number(String name, double value) throws IOException {
    number(json, name, value);
  }

  private static void number(JsonGenerator to, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      to.writeNumberField(name, value);
    } else {
      to.writeNullField(name);
    }
  }
}
