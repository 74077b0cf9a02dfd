package wickstream.sampling;

/**
 * How large the networks of a shard are.
 *
 * @param width N, the hidden units of a layer
 * @param depth the number of hidden layers
 */
public record NetworkSize(int width, int depth) {
  /**
   * What a weight between two hidden layers takes to draw and to use, relative to a hidden unit
   * that is fed by the inputs: 1.5 ns of 4 ns.
   */
  private static final double WEIGHT = 0.375;

  /** The hidden units of all layers. */
  public long hiddenUnits() {
    return (long) depth * width;
  }

  /**
   * How much work it is to draw such a network, in hidden units of networks with one hidden layer:
   * N, and for every further layer N units with N weights each. What follows, the products of its
   * outputs, does not depend on its size.
   */
  public double work() {
    double weights = (double) width * width;
    return hiddenUnits() + (depth - 1) * WEIGHT * weights;
  }
}
