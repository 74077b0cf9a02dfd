package wickstream.sampling;

import wickstream.physics.Ensemble;

/**
 * One network with all its numbers.
 *
 * @param shard whose it is
 * @param hidden h_j(x_a), by unit and point
 * @param outputWeights W1 of each output, with their variance
 * @param outputBiases b1 of each output
 * @param weight of the network in averages
 * @param unitWeights of each unit in averages over units
 */
record NaiveNetwork(
    Shard shard,
    Sized[][] hidden,
    double[][] outputWeights,
    double[] outputBiases,
    double weight,
    double[] unitWeights) {

  /** The same with another last hidden layer. */
  NaiveNetwork withHidden(Sized[][] last) {
    return new NaiveNetwork(shard, last, outputWeights, outputBiases, weight, unitWeights);
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
    Ensemble ensemble = shard.ensemble();
    Sized sum = Sized.ZERO;
    for (int j = 0; j < hidden.length; j++) {
      sum = sum.plus(hidden[j][a].times(hidden[j][b]).times(unitWeights[j]));
    }
    double kernel =
        NaiveUnit.lastKernel(ensemble, shard.points().point(a), shard.points().point(b));
    return sum.times(ensemble.sigmaW() * ensemble.sigmaW() / hidden.length).minus(Sized.of(kernel));
  }
}
