package wickstream.flow;

import java.util.Locale;

/** The couplings of the local potential U(f) = u2 f²/2 + u4 f⁴/4! + u6 f⁶/6!. */
public enum FlowCoupling {
  /** The squared mass. */
  U2,
  /** The quartic coupling. */
  U4,
  /** The sextic coupling. */
  U6;

  /** The name used in tables and result files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
