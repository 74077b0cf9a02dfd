package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses what is drawn where all of it could not be distinguished. */
final class SeriesSelection {
  private SeriesSelection() {}

  /**
   * A sentence about how many were chosen, such as {@code 6 of 10 N are shown.}; nothing if all
   * were.
   */
  static String told(String before, List<?> chosen, List<?> all, String after) {
    return chosen.size() == all.size()
        ? ""
        : "%s %d of %d %s".formatted(before, chosen.size(), all.size(), after);
  }

  /** At most so many of some in a row, the first and the last among them, evenly spread. */
  static <T> List<T> spread(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    int steps = Math.max(1, most - 1);
    return IntStream.range(0, most)
        .mapToObj(i -> all.get((int) Math.round(i * (all.size() - 1.0) / steps)))
        .toList();
  }

  /**
   * Of some numbers, the first and the last and between them those that are so far apart that there
   * is room for the marks of several series on a logarithmic axis.
   *
   * @param ascending at least one number above zero, from the smallest
   * @param mostSteps how many steps from number to number there may be at most
   */
  static List<Double> apart(List<Double> ascending, int mostSteps) {
    double first = ascending.get(0);
    double last = ascending.get(ascending.size() - 1);
    double step = Math.pow(last / first, 1.0 / mostSteps) * (1 - 1e-9);
    List<Double> chosen = new ArrayList<>(List.of(first));
    for (double next : ascending.subList(1, ascending.size())) {
      boolean isLast = next == last;
      double before = chosen.get(chosen.size() - 1);
      if (isLast && next < before * step && chosen.size() > 1) {
        chosen.remove(chosen.size() - 1);
      }
      if (isLast || next >= before * step) {
        chosen.add(next);
      }
    }
    return List.copyOf(chosen);
  }
}
