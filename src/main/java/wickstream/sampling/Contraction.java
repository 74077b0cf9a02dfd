package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the components of the vector of Green functions from what a kernel computed of each
 * network. Used by one thread.
 */
abstract class Contraction {
  /** Whether there are several hidden layers. */
  final boolean deep;

  /** K of all pairs, and G0⁽ⁿ⁾ of all multisets of an order that is measured. */
  final double[] kernel;

  final double[] free4;
  final double[] free6;

  /** K_W of all pairs. */
  final double[] weightKernel;

  /** What a scale adds that is integrated. */
  final SharedScale sharedScale;

  /** The pairings of four points. */
  final List<Split> quadruples;

  private final Measurement measurement;
  private final ProductLoops loops;
  private final Constants constants;
  private final List<List<Terms>> sixth;

  /** Room for what is computed a tile at a time. */
  final double[][] columns = arrays(Terms.TILE);

  Contraction(Measurement measurement, ProductLoops loops) {
    this.measurement = measurement;
    this.loops = loops;
    this.deep = measurement.shard().ensemble().depth() > 1;
    this.kernel = measurement.theory().kernel();
    this.weightKernel = measurement.theory().weightKernel();
    this.sharedScale = SharedScale.of(measurement);
    this.free4 = free(4);
    this.free6 = free(6);
    this.quadruples = Split.withFirstPoint(measurement.layout(), 4);
    this.constants = new Constants(measurement.layout().dimension(), measurement.series().size());
    this.sixth = sixth();
  }

  /** The contraction of a measurement's estimator. */
  static Contraction of(Measurement measurement, LaneOps laneOps) {
    ProductLoops loops = laneOps.products();
    Contraction asDrawn = asDrawn(measurement, loops);
    return measurement.trainedAverages().isPresent()
        ? new TrainedContraction(measurement, asDrawn, laneOps.functions(), loops)
        : asDrawn;
  }

  private static Contraction asDrawn(Measurement measurement, ProductLoops loops) {
    return switch (measurement.shard().estimator()) {
      case PLAIN ->
          measurement.shard().ensemble().dOut() == 1
              ? new FieldContraction(measurement, loops)
              : new OutputsContraction(measurement, loops);
      case CONDITIONAL, TILTED -> new CovarianceContraction(measurement, loops);
      case POOLED -> new PooledContraction(measurement, loops);
    };
  }

  private double[] free(int order) {
    return measurement.layout().hasOrder(order) ? measurement.theory().free(order) : new double[0];
  }

  /** The components ΔG of an order, each a column less a number. */
  static List<Term> columns(Layout layout, int order, double[] shifts) {
    return IntStream.range(0, shifts.length)
        .mapToObj(k -> Term.column(layout.deviation(order, k), k, shifts[k]))
        .toList();
  }

  /** The terms of a list, ready for the loops. */
  final List<Terms> prepared(List<Term> terms) {
    List<Terms> groups = Terms.of(terms, measurement);
    constants.add(terms, groups);
    return groups;
  }

  /** What contributions differ by from what is added. */
  Constants constants() {
    return constants;
  }

  /** Functions of order six are computed some at a time, as columns. */
  private List<List<Terms>> sixth() {
    Layout layout = measurement.layout();
    int size = layout.hasOrder(6) ? layout.multisets(6).size() : 0;
    List<List<Terms>> tiles = tiles(layout.deviation(6, 0), size, sharedScale.constant6());
    tiles.addAll(tiles(layout.connectedSixth(0), size, sharedScale.connected6()));
    return tiles;
  }

  /**
   * Terms for {@code size} components that are computed {@link Terms#TILE} at a time, tile by tile.
   *
   * @param constants what is to be added to each
   */
  final List<List<Terms>> tiles(int firstComponent, int size, double[] constants) {
    List<List<Terms>> tiles = new ArrayList<>();
    for (int k = 0; k < size; k += Terms.TILE) {
      List<Term> terms = new ArrayList<>();
      for (int c = 0; c < Math.min(Terms.TILE, size - k); c++) {
        terms.add(Term.column(firstComponent + k + c, c, 0 - constants[k + c]));
      }
      tiles.add(prepared(terms));
    }
    return tiles;
  }

  /** Adds all components of the first {@code n} networks of a batch. */
  final void accumulate(NetworkBatch batch, int n, Accumulator into) {
    add(batch, n, into);
    int size = sixth.size() / 2 * Terms.TILE;
    for (int g = 0; g < sixth.size(); g++) {
      for (int c = 0; c < Terms.TILE; c++) {
        int k = (g * Terms.TILE + c) % size;
        if (k < measurement.layout().multisets(6).size()) {
          sixth(k, g >= sixth.size() / 2, columns[c], n);
          Columns.multiply(columns[c], batch.weights, columns[c], n);
        }
      }
      add(sixth.get(g), columns, columns, n, into);
    }
    into.endBatch(batch.weights, n);
  }

  /** Adds the components of orders two and four. */
  abstract void add(NetworkBatch batch, int n, Accumulator into);

  /**
   * The contributions of {@code n} networks to ΔG⁽⁶⁾, or to G_c⁽⁶⁾, for multiset k; orders two and
   * four come first.
   */
  abstract void sixth(int k, boolean connected, double[] y, int n);

  /**
   * Adds to G⁽⁶⁾ of six points, from that and G⁽⁴⁾ of networks without a shared scale, what makes
   * it G_c⁽⁶⁾ or ΔG⁽⁶⁾, but for constants.
   *
   * @param split all ways to take a pair
   */
  final void addRests(Split split, boolean connected, double[][] fourth, double[] y, int n) {
    Columns.scale(sharedScale.third(), y, y, n);
    for (int way = 0; way < split.count(); way++) {
      int pair = split.pairs()[way];
      double factor =
          sharedScale.covariance() * weightKernel[pair]
              + (connected ? 0 : sharedScale.second() * kernel[pair]);
      Columns.addMultiple(factor, fourth[split.rests()[way]], y, n);
    }
  }

  /** Adds prepared terms. */
  final void add(List<Terms> groups, double[][] left, double[][] right, int n, Accumulator into) {
    for (Terms terms : groups) {
      loops.add(terms, left, right, n, into);
    }
  }

  /** New arrays for a batch. */
  static double[][] arrays(int count) {
    return new double[count][NetworkBatch.LENGTH];
  }
}
