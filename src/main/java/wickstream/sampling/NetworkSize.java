package wickstream.sampling;

/**
 * How large the networks of a shard are.
 *
 * @param width N, the hidden units of a layer
 * @param depth the number of hidden layers
 * @param normals how many normals all hidden layers after the first are made of; with as many as
 *     cost as much as steps of descent, where all layers take them
 */
public record NetworkSize(int width, int depth, double normals) {
  /** What it takes to draw and to use one of these, relative to a hidden unit: 1.5 ns of 4 ns. */
  private static final double NORMAL = 0.375;

  /** The hidden units of all layers. */
  public long hiddenUnits() {
    return (long) depth * width;
  }

  /**
   * How much work it is to draw such a network, in hidden units of the first layer: what follows,
   * the products of its outputs, does not depend on its size.
   */
  public double work() {
    return hiddenUnits() + NORMAL * normals;
  }
}
