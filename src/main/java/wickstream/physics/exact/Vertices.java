package wickstream.physics.exact;

import java.util.Optional;
import wickstream.physics.Ball;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.physics.quadrature.IntegralTable;

/**
 * The couplings of each multiset of points, u4 = −G_c⁽⁴⁾/I4 and u6 = [⟨u4⟩² Σ_{10 splits} J −
 * G_c⁽⁶⁾]/I6, at any width.
 */
final class Vertices {
  private final Deviations deviations;
  private final IntegralTable integrals;
  private final Optional<Ball> z0;
  private final Ball[] u4;
  private final Ball meanU4;
  private final boolean hasSixth;

  Vertices(Deviations deviations, CouplingIntegrals integrals) {
    this.deviations = deviations;
    this.integrals = integrals.table();
    this.z0 = integrals.boundedZ0();
    this.u4 = new Ball[this.integrals.i4().length];
    for (int k = 0; k < u4.length; k++) {
      u4[k] = deviations.connected4()[k].negated().over(this.integrals.i4()[k]);
    }
    this.meanU4 = Ball.mean(u4);
    this.hasSixth = this.integrals.i6().length > 0 && deviations.connected6().length > 0;
  }

  /** Z0 where the kernel decays. */
  Optional<Ball> z0() {
    return z0;
  }

  /** How many multisets of four points there are. */
  int quads() {
    return u4.length;
  }

  Ball u4(int width, int multiset) {
    return deviations.scale().apply(width).fourth(u4[multiset]);
  }

  Ball meanU4(int width) {
    return deviations.scale().apply(width).fourth(meanU4);
  }

  /** Of one multiset of six points; empty without sixth order. */
  Optional<Ball> u6(int width, int multiset) {
    WidthScale at = deviations.scale().apply(width);
    return hasSixth
        ? Optional.of(amplitude6(at, multiset).over(at.units()).over(at.units()))
        : Optional.empty();
  }

  Optional<Ball> meanU6(int width) {
    if (!hasSixth) {
      return Optional.empty();
    }
    WidthScale at = deviations.scale().apply(width);
    Ball[] amplitudes = new Ball[integrals.i6().length];
    for (int k = 0; k < amplitudes.length; k++) {
      amplitudes[k] = amplitude6(at, k);
    }
    return Optional.of(Ball.mean(amplitudes).over(at.units()).over(at.units()));
  }

  /** n² u6. */
  private Ball amplitude6(WidthScale at, int k) {
    Ball exchange = meanU4.square().times(integrals.jSum()[k]);
    Ball connected = deviations.connected6()[k].times(at.skewness());
    return exchange.minus(connected).over(integrals.i6()[k]);
  }
}
