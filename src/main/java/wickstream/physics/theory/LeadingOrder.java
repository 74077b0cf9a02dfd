package wickstream.physics.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wickstream.physics.Ensemble;
import wickstream.physics.FreeGreens;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;

/**
 * What is known of networks of any depth to leading order in 1/N, layer by layer: immutable. Of one
 * hidden layer connected functions of four points are exact. Values as functions of the width are
 * means over all multisets.
 */
public final class LeadingOrder {
  /** There are C(P+3, 4) moments of four points a layer, 8855 here. */
  public static final int MAX_POINTS = 20;

  public static final int MAX_DEPTH = 64;

  private final Ensemble ensemble;
  private final InputPoints points;
  private final List<LayerStatistics> layers;

  private LeadingOrder(Ensemble ensemble, InputPoints points, List<LayerStatistics> layers) {
    this.ensemble = ensemble;
    this.points = points;
    this.layers = layers;
  }

  /**
   * The theory of an ensemble at some points, at most in some seconds a layer; empty for more than
   * {@link #MAX_POINTS} points or {@link #MAX_DEPTH} layers, for networks that share a scale, for
   * tanh where many points in general position saturate its units, and for values beyond the range
   * of a double.
   */
  public static Optional<LeadingOrder> of(Ensemble ensemble, InputPoints points) {
    points.requireDimension(ensemble.dIn());
    if (points.count() > MAX_POINTS
        || ensemble.depth() > MAX_DEPTH
        || ensemble.priors().sharedScale().isPresent()) {
      return Optional.empty();
    }
    List<LayerStatistics> layers =
        ensemble.activation().hasGaussianKernel()
            ? List.of(ShallowCovariance.layer(ensemble, points))
            : LayerRecursion.layers(ensemble, points);
    return Optional.of(new LeadingOrder(ensemble, points, layers)).filter(LeadingOrder::isFinite);
  }

  private boolean isFinite() {
    return Arrays.stream(last().connected4()).allMatch(Double::isFinite)
        && Arrays.stream(last().kernelCorrection()).allMatch(Double::isFinite);
  }

  /** The ensemble, of as many layers as there are. */
  public Ensemble ensemble() {
    return ensemble;
  }

  /** The points. */
  public InputPoints points() {
    return points;
  }

  /** The theory of the first layers alone: what lies above a layer does not change it. */
  public LeadingOrder ofDepth(int depth) {
    return new LeadingOrder(ensemble.withDepth(depth), points, layers.subList(0, depth));
  }

  /** The layers, the first hidden one first. */
  public List<LayerStatistics> layers() {
    return layers;
  }

  /** The layer that the outputs of the network are made of. */
  public LayerStatistics last() {
    return layers.get(layers.size() - 1);
  }

  /** ⟨(E[C] − K)/K⟩ over pairs. */
  public double m2(int width) {
    return meanRatio(last().kernelCorrection(), last().kernel()) / width;
  }

  /** ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  public double m4(int width) {
    return deviation(4) / width;
  }

  /** ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩. */
  public double m6(int width) {
    return deviation(6) / width;
  }

  private double deviation(int order) {
    double[] free = FreeGreens.of(ensemble, points, Multisets.of(points.count(), order));
    return meanRatio(last().deviations(order), free);
  }

  /** ⟨G_c⁽⁴⁾⟩. */
  public double connected4(int width) {
    return Arrays.stream(last().connected4()).average().orElseThrow() / width;
  }

  /**
   * ⟨u4⟩ = −⟨G_c⁽⁴⁾/I4⟩.
   *
   * @param i4 I4 of all multisets
   */
  public double u4(int width, double[] i4) {
    return -meanRatio(last().connected4(), i4) / width;
  }

  private static double meanRatio(double[] numbers, double[] divisors) {
    double sum = 0;
    for (int k = 0; k < numbers.length; k++) {
      sum += numbers[k] / divisors[k];
    }
    return sum / numbers.length;
  }
}
