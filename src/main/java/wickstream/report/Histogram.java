package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A histogram whose bins have the same length on a logarithmic axis.
 *
 * @param scale the axis
 * @param counts how many numbers are in each bin
 */
record Histogram(LogScale scale, List<Integer> counts) {

  Histogram {
    counts = List.copyOf(counts);
  }

  /** Counts numbers; those beyond an end of the axis are in the bin at that end. */
  static Histogram of(double[] numbers, LogScale scale, int bins) {
    int[] counts = new int[bins];
    for (double number : numbers) {
      int bin = (int) Math.floor(bins * scale.at(scale.nearest(number)));
      counts[Math.min(bins - 1, bin)]++;
    }
    return new Histogram(scale, Arrays.stream(counts).boxed().toList());
  }

  /** How many numbers are in a bin. */
  int in(int bin) {
    return counts.get(bin);
  }

  /** How many numbers there are. */
  int count() {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** The largest fraction in any bin; 0 of no numbers. */
  double largest() {
    int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    return most == 0 ? 0 : (double) most / count();
  }

  /** Where bin {@code k} begins. */
  double edge(int k) {
    double fraction = (double) k / counts.size();
    return scale.first() * Math.pow(scale.last() / scale.first(), fraction);
  }

  /** The outline of the fractions in all bins, from the left; needs at least one number. */
  List<Spot> outline() {
    List<Spot> outline = new ArrayList<>();
    for (int bin = 0; bin < counts.size(); bin++) {
      double fraction = (double) in(bin) / count();
      if (bin > 0 && in(bin) == in(bin - 1)) {
        outline.remove(outline.size() - 1); // goes on at the same height
      } else {
        outline.add(new Spot(edge(bin), fraction));
      }
      outline.add(new Spot(edge(bin + 1), fraction));
    }
    return outline;
  }
}
