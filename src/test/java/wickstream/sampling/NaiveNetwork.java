package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Ensemble;

/**
 * One network with all its numbers.
 *
 * @param shard whose it is
 * @param below the layers below the last one, likewise
 * @param hidden h_j(x_a) of the last, by unit and point
 * @param outputWeights W1 of each output, with their variance
 * @param outputBiases b1 of each output
 * @param weight of the network in averages
 * @param unitWeights of each unit in averages over units
 */
record NaiveNetwork(
    Shard shard,
    List<Sized[][]> below,
    Sized[][] hidden,
    double[][] outputWeights,
    double[] outputBiases,
    double weight,
    double[] unitWeights) {

  /** The same with one more hidden layer. */
  NaiveNetwork withNext(Sized[][] last) {
    List<Sized[][]> others = new ArrayList<>(below);
    others.add(hidden);
    return new NaiveNetwork(shard, others, last, outputWeights, outputBiases, weight, unitWeights);
  }

  /** The same cut off above a hidden layer. */
  NaiveNetwork upTo(int layer) {
    return layer == below.size()
        ? this
        : new NaiveNetwork(
            shard,
            below.subList(0, layer),
            below.get(layer),
            outputWeights,
            outputBiases,
            weight,
            unitWeights);
  }

  /** (σ_W²/N) Σ_j h_j(x_a) h_j(x_b). */
  Sized weightPart(int a, int b) {
    Ensemble ensemble = shard.ensemble();
    Sized sum = Sized.ZERO;
    for (int j = 0; j < hidden.length; j++) {
      sum = sum.plus(hidden[j][a].times(hidden[j][b]).times(unitWeights[j]));
    }
    return sum.times(ensemble.sigmaW() * ensemble.sigmaW() / hidden.length);
  }

  /** f_i(x_a) = Σ_j W1_ij h_j(x_a) + b1_i. */
  Sized output(int i, int a) {
    Sized sum = Sized.of(outputBiases[i]);
    for (int j = 0; j < hidden.length; j++) {
      sum = sum.plus(hidden[j][a].times(outputWeights[i][j]));
    }
    return sum;
  }

  /** D_ab = C_ab − K_ab with C_ab = σ_b² + (σ_W²/N) Σ_j h_j(x_a) h_j(x_b), K = σ_b² + K_W. */
  Sized deviation(int a, int b) {
    double[] x = shard.points().point(a);
    double[] y = shard.points().point(b);
    return weightPart(a, b).minus(Sized.of(NaiveUnit.lastKernel(shard.ensemble(), x, y)));
  }
}
