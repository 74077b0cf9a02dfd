package wickstream.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The laws that weights are drawn from, where these are not independent normal numbers.
 *
 * @param readout the law of W1
 * @param sharedScale γ, finite and above 0, of a factor τ ~ Gamma with shape γ and mean 1 that a
 *     network has in common to all its outputs, W1 → √τ W1; empty for none
 * @param frequencies the law of W0
 */
public record Priors(Readout readout, OptionalDouble sharedScale, Frequencies frequencies) {
  /** Independent normal weights. */
  public static final Priors NORMAL =
      new Priors(Readout.NORMAL, OptionalDouble.empty(), Frequencies.NORMAL);

  public Priors {
    if (sharedScale.isPresent()
        && !(sharedScale.getAsDouble() > 0 && Double.isFinite(sharedScale.getAsDouble()))) {
      throw new IllegalArgumentException(
          "shared-scale.gamma must be finite and above 0, was " + sharedScale.getAsDouble());
    }
  }

  /** Whether W1 consists of independent normal numbers, so that f given the hidden layer is. */
  public boolean hasNormalReadout() {
    return readout == Readout.NORMAL && sharedScale.isEmpty();
  }

  /** Var τ = 1/γ; 0 without a shared scale. */
  public double scaleVariance() {
    return sharedScale.isPresent() ? 1 / sharedScale.getAsDouble() : 0;
  }

  /** E τᵏ = Π_{i&lt;k} (1 + i/γ). */
  public double scaleMoment(int k) {
    double moment = 1;
    for (int i = 1; i < k; i++) {
      moment *= 1 + i * scaleVariance();
    }
    return moment;
  }

  /** What differs from independent normal weights, as campaign files have it. */
  public List<String> departures() {
    List<String> departures = new ArrayList<>();
    if (readout != Readout.NORMAL) {
      departures.add("readout = " + readout.label());
    }
    sharedScale.ifPresent(gamma -> departures.add("shared-scale.gamma = " + gamma));
    if (frequencies != Frequencies.NORMAL) {
      departures.add("frequencies = " + frequencies.label());
    }
    return departures;
  }
}
