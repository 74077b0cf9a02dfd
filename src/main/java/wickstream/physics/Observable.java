package wickstream.physics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A number that a campaign can be asked to measure to a given precision: a mean over all multisets
 * of its order.
 */
public enum Observable {
  /** ⟨u4⟩ (paper, eq. 8). */
  U4(4),
  /** ⟨u6⟩, the sextic vertex left after tree exchange. */
  U6(6),
  /** ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  M4(4),
  /** ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩. */
  M6(6);

  private final int order;

  Observable(int order) {
    this.order = order;
  }

  /** The highest order of Green functions it is made of. */
  public int order() {
    return order;
  }

  /** The name used in configurations and result files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all observables, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(Observable::label).collect(Collectors.joining(", "));
  }
}
