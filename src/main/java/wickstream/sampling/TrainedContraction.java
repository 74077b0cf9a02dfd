package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Estimator;
import wickstream.physics.Multisets;
import wickstream.physics.Training;

/**
 * Measures networks as they are drawn, then trains their readouts, if not all their layers have
 * been trained already, and adds what {@link TrainedAverages} wants of them, time by time.
 */
final class TrainedContraction extends Contraction {
  private final Contraction asDrawn;
  private final TrainedAverages averages;
  private final Training training;
  private final Optional<TrainedReadout> readout;
  private final boolean isPlain;
  private final int points;
  private final int allPoints;
  private final int[] pairsOfAll;
  private final Multisets triples;
  private final Multisets pairs;
  private final List<Split> quadruples;
  private final List<List<List<Terms>>> terms;
  private final double[][] d;
  private final double[][] squares;
  private final double[][] covariances;
  private final double[][] s;
  private final double[] weights = new double[NetworkBatch.MAX_NETWORKS];
  private final int size;

  /**
   * @param asDrawn measures the networks before they are trained
   */
  TrainedContraction(
      Measurement measurement, Contraction asDrawn, ArrayFunctions functions, ProductLoops loops) {
    super(measurement, loops);
    Shard shard = measurement.shard();
    Layout layout = measurement.layout();
    this.asDrawn = asDrawn;
    this.averages = measurement.trainedAverages().orElseThrow();
    this.training = averages.training();
    this.readout =
        training.isOfAllLayers()
            ? Optional.empty()
            : Optional.of(averages.readout(functions, NetworkBatch.MAX_NETWORKS));
    this.isPlain = shard.estimator() == Estimator.PLAIN;
    this.points = shard.points().count();
    this.allPoints = shard.untrained().points().count();
    this.pairs = layout.multisets(2);
    this.triples = layout.trainedMultisets(3);
    this.quadruples = Split.withFirstPoint(layout, 4);
    Multisets all = Multisets.of(allPoints, 2);
    this.pairsOfAll =
        IntStream.range(0, pairs.size()).map(k -> all.indexOf(pairs.indices(k))).toArray();
    this.terms =
        IntStream.range(0, TrainedAverages.blocks(training))
            .mapToObj(block -> terms(layout, block))
            .toList();
    this.size = layout.trainedSize();
    this.d = arrays(points);
    this.squares = arrays(pairs.size());
    this.covariances = arrays(pairs.size());
    this.s = arrays(pairs.size());
  }

  private List<List<Terms>> terms(Layout layout, int block) {
    int size = layout.trainedSize();
    return tiles(layout.trained(block, 0, 0), size, new double[size]);
  }

  /** Those with which networks were drawn, times those of the posterior. */
  private double[] weights(NetworkBatch batch, int n) {
    if (!training.isPosterior()) {
      return batch.weights;
    }
    readout.orElseThrow().weights(averages.referenceLogWeight(), weights, n);
    Columns.multiply(weights, batch.weights, weights, n);
    return weights;
  }

  @Override
  Constants constants() {
    return asDrawn.constants();
  }

  @Override
  void add(NetworkBatch batch, int n, Accumulator into) {
    if (readout.isPresent()) {
      addTrained(readout.get(), batch, n, into);
    } else {
      addDescended(batch, n, into);
    }
  }

  /** Of networks whose layers have all been trained, and of which there are outputs alone. */
  private void addDescended(NetworkBatch batch, int n, Accumulator into) {
    int fields = training.outputs() * points;
    asDrawn.add(batch.part(0, fields), n, into);
    for (int t = averages.firstTime(); t < training.times().size(); t++) {
      findDrawnCovariances(averages.referenceCovariance(t), n);
      for (int i = 0; i < training.outputs(); i++) {
        int block = averages.block(t, i);
        for (int a = 0; a < points; a++) {
          System.arraycopy(batch.values[fields + block * points + a], 0, d[a], 0, n);
        }
        findProducts(averages.referenceMean(t, i), n);
        add(terms.get(block), batch.weights, n, into);
      }
    }
  }

  private void addTrained(TrainedReadout readout, NetworkBatch batch, int n, Accumulator into) {
    double[][] values = batch.values;
    int fields = isPlain ? training.outputs() * allPoints : 0;
    asDrawn.add(batch.with(isPlain ? ownFields(values) : ownPairs(values)), n, into);
    readout.begin(Arrays.copyOfRange(values, fields, values.length), n);
    for (int t = averages.firstTime(); t < training.times().size(); t++) {
      readout.trainUntil(training.times().get(t), n);
      findCovariances(readout, averages.referenceCovariance(t), n);
      double[] ofNetworks = weights(batch, n);
      for (int i = 0; i < training.outputs(); i++) {
        double[][] before =
            isPlain
                ? Arrays.copyOfRange(values, i * allPoints, (i + 1) * allPoints)
                : new double[0][];
        readout.outputs(i, before, d, n);
        findProducts(averages.referenceMean(t, i), n);
        add(terms.get(averages.block(t, i)), ofNetworks, n, into);
      }
    }
  }

  /** The outputs at the points of the shard alone. */
  private double[][] ownFields(double[][] values) {
    return IntStream.range(0, training.outputs() * points)
        .mapToObj(k -> values[k / points * allPoints + k % points])
        .toArray(double[][]::new);
  }

  private double[][] ownPairs(double[][] values) {
    return IntStream.of(pairsOfAll).mapToObj(k -> values[k]).toArray(double[][]::new);
  }

  /** Σ − Σ_K; Σ = 0 of networks whose readout has been drawn. */
  private void findCovariances(TrainedReadout readout, double[] reference, int n) {
    if (isPlain) {
      findDrawnCovariances(reference, n);
      return;
    }
    readout.covariances(covariances, n);
    for (int k = 0; k < reference.length; k++) {
      Columns.subtract(covariances[k], reference[k], covariances[k], n);
    }
  }

  private void findDrawnCovariances(double[] reference, int n) {
    for (int k = 0; k < reference.length; k++) {
      Arrays.fill(covariances[k], 0, n, -reference[k]);
    }
  }

  /** d, of which the outputs are there, d d and s. */
  private void findProducts(double[] reference, int n) {
    for (int a = 0; a < points; a++) {
      Columns.subtract(d[a], reference[a], d[a], n);
    }
    for (int k = 0; k < squares.length; k++) {
      int[] ab = pairs.indices(k);
      Columns.multiply(d[ab[0]], d[ab[1]], squares[k], n);
      Columns.add(covariances[k], squares[k], s[k], n);
    }
  }

  /** Adds all averages of a block, some at a time. */
  private void add(List<List<Terms>> block, double[] weights, int n, Accumulator into) {
    for (int tile = 0; tile < block.size(); tile++) {
      for (int c = 0; c < Terms.TILE && tile * Terms.TILE + c < size; c++) {
        contribution(tile * Terms.TILE + c, columns[c], n);
        Columns.multiply(columns[c], weights, columns[c], n);
      }
      add(block.get(tile), columns, columns, n, into);
    }
  }

  /** What networks contribute to the average of this position in a block. */
  private void contribution(int position, double[] into, int n) {
    int k = training.isPosterior() ? position - 1 : position;
    if (k < 0) {
      Arrays.fill(into, 0, n, 1);
      return;
    }
    if (k < points) {
      System.arraycopy(d[k], 0, into, 0, n);
      return;
    }
    k -= points;
    if (k < pairs.size()) {
      System.arraycopy(s[k], 0, into, 0, n);
      return;
    }
    k -= pairs.size();
    if (k < triples.size()) {
      third(triples.indices(k), into, n);
    } else {
      fourth(quadruples.get(k - triples.size()), into, n);
    }
  }

  /** Σ_3 s d − 2 d d d. */
  private void third(int[] abc, double[] into, int n) {
    int ab = pairs.indexOf(abc[0], abc[1]);
    Columns.multiply(squares[ab], d[abc[2]], into, n);
    Columns.scale(-2, into, into, n);
    Columns.addProduct(s[ab], d[abc[2]], into, n);
    Columns.addProduct(s[pairs.indexOf(abc[0], abc[2])], d[abc[1]], into, n);
    Columns.addProduct(s[pairs.indexOf(abc[1], abc[2])], d[abc[0]], into, n);
  }

  /** Σ_3 s s − 2 d d d d. */
  private void fourth(Split split, double[] into, int n) {
    Columns.multiply(squares[split.pairs()[0]], squares[split.rests()[0]], into, n);
    Columns.scale(-2, into, into, n);
    for (int way = 0; way < split.count(); way++) {
      Columns.addProduct(s[split.pairs()[way]], s[split.rests()[way]], into, n);
    }
  }

  @Override
  void sixth(int k, boolean connected, double[] y, int n) {
    asDrawn.sixth(k, connected, y, n);
  }
}
