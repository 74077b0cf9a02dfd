package wickstream.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.exact.Theory;
import wickstream.results.GreenFunction;
import wickstream.sampling.Measurement;
import wickstream.statistics.Estimate;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/** The table of all measured Green functions of a shard, one row a multiset, order by order. */
final class GreenTable {
  private final Measurement measurement;
  private final Theory theory;
  private final Totals totals;
  private final Sums sums;

  /**
   * @param totals of at least one bag
   */
  GreenTable(Measurement measurement, Totals totals) {
    this.measurement = measurement;
    this.theory = measurement.theory();
    this.totals = totals;
    this.sums = totals.sums();
  }

  List<GreenFunction> rows() {
    List<GreenFunction> rows = new ArrayList<>();
    int width = measurement.shard().width();
    for (int order : measurement.shard().orders()) {
      Multisets multisets = measurement.multisets(order);
      double[] free = theory.free(order);
      boolean isDefined = isDefined(order);
      List<Estimate> couplings =
          isDefined
              ? measurement.couplings(totals, order)
              : Collections.nCopies(multisets.size(), Estimate.NONE);
      List<Estimate> connected = connected(order, free);
      for (int k = 0; k < multisets.size(); k++) {
        Estimate deviation = measurement.deviation(sums, order, k);
        rows.add(
            new GreenFunction(
                order,
                Arrays.stream(multisets.indices(k)).boxed().toList(),
                deviation.plus(free[k]),
                free[k],
                deviation.value(),
                free[k] == 0 ? Double.NaN : deviation.value() / free[k],
                couplings.get(k),
                connected.get(k),
                isDefined ? theory.exactCoupling(order, width, k) : OptionalDouble.empty(),
                isDefined ? theory.leadingCoupling(order, width, k) : OptionalDouble.empty(),
                theory.exactConnected(order, width, k),
                theory.leadingConnected(order, width, k)));
      }
    }
    return rows;
  }

  /** G⁽²⁾ itself, or the connected functions of a higher order. */
  private List<Estimate> connected(int order, double[] free) {
    return order > 2
        ? measurement.connected(totals, order)
        : IntStream.range(0, free.length)
            .mapToObj(k -> measurement.deviation(sums, 2, k).plus(free[k]))
            .toList();
  }

  private boolean isDefined(int order) {
    return order == 4 && theory.observables().contains(Observable.U4)
        || order == 6 && theory.observables().contains(Observable.U6);
  }
}
