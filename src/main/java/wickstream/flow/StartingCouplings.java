package wickstream.flow;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which measured couplings a passive flow starts from. */
public enum StartingCouplings {
  /**
   * u4/Z0² and u6/Z0³, as they are in the results. The flow fixes the kinetic term to (∂f)²/2 and
   * starts from u2 = Λ² = 2σ_W²/d, the mass of a field with that kinetic term: its couplings are
   * the canonical ones.
   */
  CANONICAL("canonical", "u4Canonical", "u6Canonical", 0),

  /**
   * The same times (2π)^{2d} and (2π)^{3d}: Z0 is in the Fourier convention of arXiv 2212.11811,
   * eq. 9, which makes it (2π)^d times what it is where momenta are integrated with d^dp/(2π)^d, as
   * they are in V_d of the flow.
   */
  CANONICAL_2PI("canonical-2pi", "u4Canonical", "u6Canonical", 1),

  /**
   * u4 and u6 of eq. 8 as measured, whose field is not normalised: what the public code that
   * accompanies arXiv 2212.11811 starts from.
   */
  EQ8("eq8", "u4", "u6", 0);

  private final String label;
  private final String u4;
  private final String u6;
  private final int powersOfTwoPi;

  StartingCouplings(String label, String u4, String u6, int powersOfTwoPi) {
    this.label = label;
    this.u4 = u4;
    this.u6 = u6;
    this.powersOfTwoPi = powersOfTwoPi;
  }

  /** The name used on the command line and in files. */
  public String label() {
    return label;
  }

  /** The choice of a name. */
  public static Optional<StartingCouplings> labelled(String label) {
    return Arrays.stream(values()).filter(start -> start.label.equals(label)).findFirst();
  }

  /** The names of all choices, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(StartingCouplings::label).collect(Collectors.joining(", "));
  }

  /** The name of the quartic coupling in the results. */
  public String u4() {
    return u4;
  }

  /** The name of the sextic coupling in the results. */
  public String u6() {
    return u6;
  }

  double u4Factor(int dIn) {
    return StrictMath.pow(2 * Math.PI, 2 * dIn * powersOfTwoPi);
  }

  double u6Factor(int dIn) {
    return StrictMath.pow(2 * Math.PI, 3 * dIn * powersOfTwoPi);
  }
}
