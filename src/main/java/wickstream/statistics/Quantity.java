package wickstream.statistics;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A number to be measured, and the series whose tails decide whether its error can be believed. */
public sealed interface Quantity {
  /** Value and standard error from these totals, which hold at least one bag. */
  Estimate estimate(Totals totals);

  /** The series of which it is made. */
  List<Integer> series();

  /** Those of them that vouch for its error on a sample. */
  default List<Integer> vouching(Sums sums) {
    return series();
  }

  /** The mean of one series; its error is that of a mean. */
  record SeriesMean(int index) implements Quantity {
    @Override
    public Estimate estimate(Totals totals) {
      return totals.sums().series().get(index).estimate();
    }

    @Override
    public List<Integer> series() {
      return List.of(index);
    }
  }

  /** Another quantity in units of its own. */
  record Scaled(Quantity quantity, double unit) implements Quantity {
    @Override
    public Estimate estimate(Totals totals) {
      return quantity.estimate(totals).times(unit);
    }

    @Override
    public List<Integer> series() {
      return quantity.series();
    }

    @Override
    public List<Integer> vouching(Sums sums) {
      return quantity.vouching(sums);
    }
  }

  /**
   * A function of averages; its error comes from the jackknife.
   *
   * @param ifVarying those of the series that are no part of it while they do not vary
   */
  record FunctionOfMeans(
      ToDoubleFunction<Means> function, List<Integer> series, Set<Integer> ifVarying)
      implements Quantity {

    public FunctionOfMeans {
      series = List.copyOf(series);
      ifVarying = Set.copyOf(ifVarying);
    }

    /** A function that all series are part of. */
    public FunctionOfMeans(ToDoubleFunction<Means> function, List<Integer> series) {
      this(function, series, Set.of());
    }

    @Override
    public List<Integer> vouching(Sums sums) {
      return series.stream()
          .filter(s -> !ifVarying.contains(s) || sums.series().get(s).m2() != 0)
          .toList();
    }

    @Override
    public Estimate estimate(Totals totals) {
      return Jackknife.estimate(totals, function);
    }
  }
}
