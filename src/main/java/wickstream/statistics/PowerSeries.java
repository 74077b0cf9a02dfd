package wickstream.statistics;

import java.util.Arrays;

/**
 * Measured numbers at different places, to which a power law may be fitted. Immutable.
 *
 * @param variable the places x, finite, above 0 and all different
 * @param values y, finite
 * @param standardErrors σ, finite and above 0
 */
public record PowerSeries(double[] variable, double[] values, double[] standardErrors) {

  public PowerSeries {
    if (variable.length != values.length || variable.length != standardErrors.length) {
      throw new IllegalArgumentException(
          "each number needs a place and an error, there were %d, %d and %d"
              .formatted(values.length, variable.length, standardErrors.length));
    }
    requirePositive("variable", variable);
    requirePositive("standardErrors", standardErrors);
    if (Arrays.stream(variable).distinct().count() < variable.length) {
      throw new IllegalArgumentException(
          "variable must hold different places, was " + Arrays.toString(variable));
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("values must be finite, was " + Arrays.toString(values));
    }
    variable = variable.clone();
    values = values.clone();
    standardErrors = standardErrors.clone();
  }

  private static void requirePositive(String name, double[] numbers) {
    if (!Arrays.stream(numbers).allMatch(x -> x > 0 && Double.isFinite(x))) {
      throw new IllegalArgumentException(
          "%s must be finite and above 0, was %s".formatted(name, Arrays.toString(numbers)));
    }
  }

  /** How many numbers there are. */
  public int size() {
    return values.length;
  }

  /** Other values at some of the places, with the errors of these. */
  PowerSeries with(int[] places, double[] others) {
    return new PowerSeries(
        Arrays.stream(places).mapToDouble(i -> variable[i]).toArray(),
        others,
        Arrays.stream(places).mapToDouble(i -> standardErrors[i]).toArray());
  }

  double logVariable(int i) {
    return StrictMath.log(variable[i]);
  }

  double value(int i) {
    return values[i];
  }

  double error(int i) {
    return standardErrors[i];
  }
}
