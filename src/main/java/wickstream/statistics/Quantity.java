package wickstream.statistics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A number to be measured, and the series whose tails decide whether its error can be believed. */
public sealed interface Quantity {
  /** Value and standard error from these totals, which hold at least one bag. */
  Estimate estimate(Totals totals);

  /** The series of which it is made. */
  List<Integer> series();

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
  }

  /** A function of averages; its error comes from the jackknife. */
  record FunctionOfMeans(ToDoubleFunction<Means> function, List<Integer> series)
      implements Quantity {
    @Override
    public Estimate estimate(Totals totals) {
      return Jackknife.estimate(totals, function);
    }
  }
}
