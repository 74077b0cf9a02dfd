package wickstream.sampling;

/**
 * How large the networks of a shard are.
 *
 * @param width N, the hidden units of a layer
 * @param depth the number of hidden layers
 * @param weights how many weights between hidden layers are drawn one by one: none where layers are
 *     drawn in the space of the points
 */
public record NetworkSize(int width, int depth, double weights) {
  /**
   * What a weight between two hidden layers takes to draw and to use, relative to a hidden unit:
   * 1.5 ns of 4 ns.
   */
  private static final double WEIGHT = 0.375;

  /** The hidden units of all layers. */
  public long hiddenUnits() {
    return (long) depth * width;
  }

  /**
   * How much work it is to draw such a network, in hidden units: what follows, the products of its
   * outputs, does not depend on its size.
   */
  public double work() {
    return hiddenUnits() + WEIGHT * weights;
  }
}
