package wickstream.physics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** One row of a file of reference values. */
public record ReferenceRow(String name, JsonNode fields) {

  /** All rows of a file. */
  public static List<ReferenceRow> all(String file) {
    try (InputStream in = ReferenceRow.class.getResourceAsStream("/reference/" + file)) {
      List<ReferenceRow> rows = new ArrayList<>();
      for (JsonNode row : new ObjectMapper().readTree(in).get("rows")) {
        rows.add(new ReferenceRow(file + "[" + rows.size() + "]", row));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of exact-couplings.json. */
  public static Stream<ReferenceRow> exactCouplings() {
    return all("exact-couplings.json").stream();
  }

  public double number(String field) {
    return fields.get(field).asDouble();
  }

  public boolean has(String field) {
    return fields.has(field) && !fields.get(field).isNull();
  }

  /** A number or an array of numbers. */
  public double[] vector(String field) {
    return vector(fields.get(field));
  }

  private static double[] vector(JsonNode node) {
    if (!node.isArray()) {
      return new double[] {node.asDouble()};
    }
    double[] vector = new double[node.size()];
    Arrays.setAll(vector, k -> node.get(k).asDouble());
    return vector;
  }

  /** The rows of a nested table. */
  public List<ReferenceRow> table(String field) {
    List<ReferenceRow> rows = new ArrayList<>();
    fields
        .get(field)
        .forEach(
            row -> rows.add(new ReferenceRow(name + "." + field + "[" + rows.size() + "]", row)));
    return rows;
  }

  public int[] indices() {
    return Arrays.stream(vector("indices")).mapToInt(index -> (int) index).toArray();
  }

  /** The activation named by a field. */
  public Activation activation(String field) {
    return Activation.of(fields.get(field).asText());
  }

  /** The ensemble of a row of exact-couplings.json. */
  public Ensemble ensemble() {
    return new Ensemble(
        activation("activation"),
        (int) number("dIn"),
        number("sigmaW"),
        number("sigmaB"),
        has("cutoff") ? OptionalDouble.of(number("cutoff")) : OptionalDouble.empty());
  }

  /** The points of a row of exact-couplings.json. */
  public InputPoints points() {
    List<List<Double>> points = new ArrayList<>();
    fields
        .get("points")
        .forEach(point -> points.add(Arrays.stream(vector(point)).boxed().toList()));
    return InputPoints.ofDimension((int) number("dIn"), points);
  }

  @Override
  public String toString() {
    return name
        + Stream.of(
                "activation", "kernel", "dIn", "sigmaB", "sigma_b", "sigmaW", "sigma_w", "points")
            .filter(fields::has)
            .map(field -> " " + field + "=" + fields.get(field))
            .reduce("", String::concat);
  }
}
