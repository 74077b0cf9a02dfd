package wickstream.results.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import wickstream.physics.Training;
import wickstream.physics.VertexTerm;
import wickstream.results.CampaignResult;
import wickstream.results.GreenFunction;
import wickstream.results.ShardResult;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;
import wickstream.results.Vertex;
import wickstream.results.VertexFit;
import wickstream.statistics.HomogeneityTest;
import wickstream.statistics.TailDiagnosis;

/**
 * Writes results.json, schema {@code wickstream-results/1}: doubles at full precision, null for
 * what is not a number.
 */
public final class ResultJson {
  /** The schema's name and version. */
  static final String SCHEMA = "wickstream-results/1";

  private ResultJson() {}

  /** Writes a campaign's results as UTF-8 and leaves the stream open. */
  public static void write(CampaignResult result, OutputStream out) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schema", SCHEMA);
    object.put("version", result.version());
    object.put("campaign", result.config().name());
    object.put("seed", result.config().seed());
    object.put("configuration", result.config().toMap());
    object.put("shards", result.shards().stream().map(ResultJson::shard).iterator());
    object.put("fits", result.fits().stream().map(ResultJson::line).iterator());
    object.put("remainders", result.remainders().stream().map(ResultJson::line).iterator());
    object.put("run", result.run());
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    JsonFile.MAPPER
        .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
        .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .writeValue(out, object);
    out.write('\n');
  }

  private static Map<String, Object> shard(ShardResult shard) {
    Map<String, Object> object = object(ResultColumn.OF_SHARDS, shard);
    object.put("couplings", lines(shard.couplings(), value -> value));
    object.put("deviations", lines(shard.deviations(), value -> value));
    object.put("connected", lines(shard.connected(), value -> value));
    object.put("tails", lines(shard.tails(), Tail::of));
    object.put("constancy", lines(shard.homogeneityTest(), Spread::of));
    if (!shard.trained().isEmpty()) {
      object.put("trained", shard.trained().stream().map(ResultJson::trained).iterator());
    }
    object.put("greens", shard.greens().stream().map(ResultJson::green).iterator());
    shard.vertex().ifPresent(vertex -> object.put("vertex", vertex(vertex)));
    return object;
  }

  private static Map<String, Object> vertex(Vertex vertex) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("statement", vertex.statement());
    object.put("fits", vertex.fits().stream().map(ResultJson::vertexFit).iterator());
    return object;
  }

  private static RawValue vertexFit(VertexFit fit) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("terms", fit.terms().stream().map(VertexTerm::label).toList());
    object.put("weighting", fit.weights().label());
    object.put("coefficients", fit.coefficients());
    object.put("unexplained", fit.unexplained());
    object.put("heldOut", fit.heldOut());
    object.put("chiSquare", fit.chiSquare());
    object.put("degreesOfFreedom", fit.degreesOfFreedom());
    object.put("blocks", fit.blocks());
    object.put("probability", fit.probability());
    return line(object);
  }

  private static Map<String, Object> trained(TrainedTime at) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("time", Double.isInfinite(at.time()) ? Training.timeText(at.time()) : at.time());
    object.put("means", lines(at.means(), value -> value));
    object.put("functions", at.functions().stream().map(ResultJson::function).iterator());
    return object;
  }

  private static RawValue function(TrainedFunction function) {
    return line(
        json -> {
          write(json, ResultColumn.OF_TRAINED, function);
          write(json, ResultColumn.OF_VALUES, function.value());
        });
  }

  private static RawValue green(GreenFunction green) {
    return line(json -> write(json, ResultColumn.OF_GREENS, green));
  }

  /** Objects by their names, each on one line. */
  private static <T> Map<String, RawValue> lines(Map<String, T> named, Function<T, ?> object) {
    Map<String, RawValue> lines = new LinkedHashMap<>();
    named.forEach((name, value) -> lines.put(name, line(object.apply(value))));
    return lines;
  }

  private static RawValue line(Object object) {
    return new RawValue(JsonFile.line(object));
  }

  /** An object of a table with very many rows, which are not made into maps first. */
  private static RawValue line(Members members) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = JsonFile.MAPPER.createGenerator(text)) {
      json.writeStartObject();
      members.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RawValue(text.toString());
  }

  private interface Members {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static <T> void write(JsonGenerator json, List<ResultColumn<T>> columns, T row)
      throws IOException {
    for (ResultColumn<T> column : columns) {
      json.writeFieldName(column.name());
      write(json, column.value().apply(row));
    }
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof Integer number) {
      json.writeNumber(number.intValue());
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value == null || value instanceof Double) {
      json.writeNull();
    } else {
      json.writePOJO(value);
    }
  }

  private static <T> Map<String, Object> object(List<ResultColumn<T>> columns, T row) {
    Map<String, Object> object = new LinkedHashMap<>();
    columns.forEach(column -> object.put(column.name(), column.value().apply(row)));
    return object;
  }

  private record Tail(double varianceOfVariance, double tailShape, boolean heavy) {
    static Tail of(TailDiagnosis tail) {
      return new Tail(tail.varianceOfVariance(), tail.shape(), tail.isHeavy());
    }
  }

  private record Spread(
      double spread,
      double standardError,
      OptionalDouble exact,
      double resolution,
      double hotelling,
      int directions,
      int blocks,
      double probability) {
    static Spread of(HomogeneityTest test) {
      return new Spread(
          test.spread().value(),
          test.spread().standardError(),
          test.exact(),
          test.resolution(),
          test.hotelling(),
          test.directions(),
          test.blocks(),
          test.probability());
    }
  }
}
