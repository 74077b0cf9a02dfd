package wickstream.physics;

import java.util.Locale;

/**
 * The law of the input weights W0 of cos, which is the spectrum of its kernel (Bochner): K_W(x, y)
 * = σ_W² E cos(W0·(x − y)).
 */
public enum Frequencies {
  /** Normal(0, σ_W²/d), as of all activations. */
  NORMAL,
  /**
   * Cauchy with scale σ_W in one dimension: K_W = σ_W² exp(−σ_W|x−y|), the propagator of a scalar
   * field of mass σ_W.
   */
  CAUCHY;

  /** The name used in configurations. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
