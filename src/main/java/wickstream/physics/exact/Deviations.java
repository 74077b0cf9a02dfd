package wickstream.physics.exact;

import java.util.Optional;
import java.util.function.IntFunction;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.FreeGreens;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.PairTable;
import wickstream.physics.Splits;

/**
 * Deviations from the free theory as functions of the width: ΔG⁽⁴⁾ = A/n and ΔG⁽⁶⁾ = B/n + C r/n²,
 * with n = N and r = 1 for one hidden layer and as {@link WidthScale} says for more, and their
 * means in units of the free Green functions.
 *
 * @param connected4 A, for each multiset of four points
 * @param dressed6 B = Σ_{15 (pair|quad)} K(pair) A(quad), for each multiset of six, or empty
 * @param connected6 C, for each multiset of six points, or empty
 * @param free4 G0⁽⁴⁾
 * @param free6 G0⁽⁶⁾, or empty
 * @param scale n and r at a width
 */
public record Deviations(
    Ball[] connected4,
    Ball[] dressed6,
    Ball[] connected6,
    Ball[] free4,
    Ball[] free6,
    IntFunction<WidthScale> scale) {

  /** The deviations that the connected functions of an ensemble make. */
  public static Deviations of(Ensemble ensemble, InputPoints points, ExactCorrelators correlators) {
    return of(ensemble, points, correlators.connected());
  }

  static Deviations of(Ensemble ensemble, InputPoints points, ConnectedFunctions connected) {
    Multisets quads = Multisets.of(points.count(), 4);
    PairTable kernel = Kernel.of(ensemble).bounded(points);
    Ball[] connected4 = connected.fourth();
    Ball[] connected6 = connected.sixth();
    IntFunction<WidthScale> scale = connected.scale();
    Ball[] free4 = FreeGreens.of(kernel, quads);
    if (connected6.length == 0) {
      return new Deviations(connected4, connected6, connected6, free4, connected6, scale);
    }
    Multisets sextets = Multisets.of(points.count(), 6);
    Ball[] dressed6 = dressed(kernel, quads, sextets, connected4);
    Ball[] free6 = FreeGreens.of(kernel, sextets);
    return new Deviations(connected4, dressed6, connected6, free4, free6, scale);
  }

  /** Σ_{15 (pair|quad)} of a kernel times a function of four points. */
  static Ball[] dressed(PairTable kernel, Multisets quads, Multisets sextets, Ball[] connected4) {
    Ball[] dressed = new Ball[sextets.size()];
    for (int k = 0; k < dressed.length; k++) {
      int[] x = sextets.indices(k);
      dressed[k] = Ball.ZERO;
      for (int[] s : Splits.PAIR_AND_QUAD) {
        int quad = quads.indexOf(x[s[2]], x[s[3]], x[s[4]], x[s[5]]);
        dressed[k] = dressed[k].plus(kernel.at(x[s[0]], x[s[1]]).times(connected4[quad]));
      }
    }
    return dressed;
  }

  /** ΔG⁽⁴⁾ of a multiset. */
  Ball fourth(int width, int multiset) {
    return scale.apply(width).fourth(connected4[multiset]);
  }

  /** G_c⁽⁶⁾ of a multiset; empty without sixth order. */
  Optional<Ball> connectedSixth(int width, int multiset) {
    return connected6.length == 0
        ? Optional.empty()
        : Optional.of(scale.apply(width).sixth(connected6[multiset]));
  }

  /** ΔG⁽⁶⁾ of a multiset; empty without sixth order. */
  Optional<Ball> sixth(int width, int multiset) {
    return free6.length == 0 ? Optional.empty() : Optional.of(sixth(scale.apply(width), multiset));
  }

  /** ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩; of unknown error where some G0⁽⁴⁾ may be zero. */
  public Ball m4(int width) {
    WidthScale at = scale.apply(width);
    Ball[] ratios = new Ball[free4.length];
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] = at.fourth(connected4[k]).over(free4[k]);
    }
    return Ball.mean(ratios);
  }

  /** ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩, likewise; empty without sixth order. */
  public Optional<Ball> m6(int width) {
    if (free6.length == 0) {
      return Optional.empty();
    }
    WidthScale at = scale.apply(width);
    Ball[] ratios = new Ball[free6.length];
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] = sixth(at, k).over(free6[k]);
    }
    return Optional.of(Ball.mean(ratios));
  }

  /** ⟨G_c⁽⁴⁾⟩. */
  Ball meanConnected4(int width) {
    return scale.apply(width).fourth(Ball.mean(connected4));
  }

  /** ⟨G_c⁽⁶⁾⟩; empty without sixth order. */
  Optional<Ball> meanConnected6(int width) {
    return connected6.length == 0
        ? Optional.empty()
        : Optional.of(scale.apply(width).sixth(Ball.mean(connected6)));
  }

  private Ball sixth(WidthScale at, int sextet) {
    Ball ofSix = connected6[sextet].times(at.skewness()).over(at.units());
    return at.fourth(dressed6[sextet].plus(ofSix));
  }
}
