package wickstream.sampling;

import java.util.List;
import wickstream.physics.Estimator;

/**
 * Makes the components of the vector of Green functions from what a kernel computed of each
 * network. Used by one thread.
 */
abstract class Contraction {
  private final Layout layout;
  private final double[] y = new double[NetworkBatch.MOST_NETWORKS];

  Contraction(Layout layout) {
    this.layout = layout;
  }

  /** The contraction of a measurement's estimator. */
  static Contraction of(Measurement measurement) {
    return measurement.shard().estimator() == Estimator.PLAIN
        ? new FieldContraction(measurement.layout(), measurement.theory())
        : new CovarianceContraction(measurement.layout(), measurement.theory());
  }

  /** Adds all components of the first {@code n} networks of a batch. */
  final void accumulate(NetworkBatch batch, int n, Accumulator into) {
    into.beginBatch();
    prepare(batch.values, n);
    for (int order : List.of(2, 4, 6)) {
      for (int k = 0; layout.hasOrder(order) && k < layout.multisets(order).size(); k++) {
        deviation(order, k, y, n);
        into.add(layout.deviation(order, k), y, batch.weights, n);
      }
    }
    for (int k = 0; layout.hasOrder(6) && k < layout.multisets(6).size(); k++) {
      connectedSixth(k, y, n);
      into.add(layout.connectedSixth(k), y, batch.weights, n);
    }
    into.endBatch(batch.weights, n);
  }

  /** Computes what several components share. */
  abstract void prepare(double[][] values, int n);

  /**
   * The contributions of {@code n} networks to ΔG of an order, for multiset k; lower orders come
   * first.
   */
  abstract void deviation(int order, int k, double[] y, int n);

  /** The contributions of {@code n} networks to G_c⁽⁶⁾, for multiset k. */
  abstract void connectedSixth(int k, double[] y, int n);

  /** New arrays for a batch. */
  static double[][] arrays(int count) {
    return new double[count][NetworkBatch.MOST_NETWORKS];
  }
}
