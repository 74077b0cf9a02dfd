package wickstream.physics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A number that a campaign can be asked to measure to a given precision: a mean over all multisets
 * of its order, of networks as they are drawn or of those that have been trained for some time.
 */
public enum Observable {
  /** ⟨u4⟩ (paper, eq. 8). */
  U4(4),
  /** ⟨u6⟩, the sextic vertex left after tree exchange. */
  U6(6),
  /** ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  M4(4),
  /** ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩. */
  M6(6),
  /** ⟨E f⟩ of trained networks, a mean over the points. */
  MEAN(1),
  /** ⟨Cov(f, f′)⟩ of trained networks, a mean over pairs of points. */
  COVARIANCE(2),
  /** ⟨G_c⁽³⁾⟩, the third cumulant of trained networks, which have a mean and so may be skewed. */
  CONNECTED3(3),
  /** ⟨G_c⁽⁴⁾⟩, their fourth cumulant. */
  CONNECTED4(4),
  /** ⟨G_c⁽⁴⁾(x,x,x,x)/Var² f(x)⟩, their excess kurtosis: a mean over the points. */
  KURTOSIS(4);

  private final int order;

  Observable(int order) {
    this.order = order;
  }

  /** Those of networks as they are drawn. */
  public static List<Observable> untrained() {
    return Arrays.stream(values()).filter(observable -> !observable.isOfTraining()).toList();
  }

  /** Those of trained networks. */
  public static List<Observable> ofTraining() {
    return Arrays.stream(values()).filter(Observable::isOfTraining).toList();
  }

  /** The highest order of Green functions it is made of. */
  public int order() {
    return order;
  }

  /** Whether it is one of trained networks, which depends on how long they have been. */
  public boolean isOfTraining() {
    return switch (this) {
      case U4, U6, M4, M6 -> false;
      case MEAN, COVARIANCE, CONNECTED3, CONNECTED4, KURTOSIS -> true;
    };
  }

  /** The name used in configurations and result files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of those of networks as they are drawn, for messages. */
  public static String untrainedLabels() {
    return untrained().stream().map(Observable::label).collect(Collectors.joining(", "));
  }
}
