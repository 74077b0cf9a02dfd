package wickstream.sampling;

import java.util.Arrays;
import java.util.List;

/**
 * What a network's contributions differ by from the values y that loops add up: {@code scale · (y −
 * shift)} of each component, and what each series has before anything is added to it, minus the
 * shifts of all its terms. Filled while terms are made; used by one thread.
 */
final class Constants {
  private final double[] scales;
  private final double[] shifts;
  private final double[] starts;

  Constants(int components, int series) {
    this.scales = new double[components];
    this.shifts = new double[components];
    this.starts = new double[series];
    Arrays.fill(scales, 1);
  }

  /** Takes note of terms, ready for the loops as {@code groups}. */
  void add(List<Term> terms, List<Terms> groups) {
    for (Term term : terms) {
      scales[term.component()] = term.scale();
      shifts[term.component()] = term.shift();
    }
    groups.forEach(this::addToStarts);
  }

  private void addToStarts(Terms group) {
    for (int f = 0; f < group.series.length && group.series[f] >= 0; f++) {
      double[] coefficients = group.coefficients[f];
      for (int t = 0; t < group.size; t++) {
        starts[group.series[f]] -= coefficients[t] * group.shifts[t];
      }
    }
  }

  double scale(int component) {
    return scales[component];
  }

  double shift(int component) {
    return shifts[component];
  }

  /** What a network has of a series before anything is added. */
  double start(int series) {
    return starts[series];
  }
}
