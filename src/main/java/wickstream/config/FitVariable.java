package wickstream.config;

import java.util.List;
import wickstream.physics.PowerLaw;

/** The two parameters of a campaign's grid, against which powers are fitted. */
public enum FitVariable {
  /** σ_W, against which couplings are fitted. */
  SIGMA_W(
      "sigmaW",
      "sigma-w",
      List.of(PowerLaw.U4, PowerLaw.U4_CANONICAL, PowerLaw.U6, PowerLaw.U6_CANONICAL)),
  /** N, against which couplings, deviations and connected functions are. */
  WIDTH(
      "width",
      "width",
      List.of(
          PowerLaw.U4,
          PowerLaw.U6,
          PowerLaw.M4,
          PowerLaw.M6,
          PowerLaw.CONNECTED4,
          PowerLaw.CONNECTED6));

  private final String label;
  private final String key;
  private final List<PowerLaw> laws;

  FitVariable(String label, String key, List<PowerLaw> laws) {
    this.label = label;
    this.key = key;
    this.laws = laws;
  }

  /** The name in result files. */
  public String label() {
    return label;
  }

  /** The name in campaign files. */
  public String key() {
    return key;
  }

  /** What is fitted against it. */
  public List<PowerLaw> laws() {
    return laws;
  }

  /** The one that is fixed on a line. */
  public FitVariable other() {
    return this == SIGMA_W ? WIDTH : SIGMA_W;
  }
}
