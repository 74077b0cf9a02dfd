package wickstream.physics.exact;

import wickstream.physics.Ball;

/**
 * How the connected functions of networks of one width follow from amplitudes A and C that do not
 * depend on it, in the same way at all points: G_c⁽⁴⁾ = A/n and G_c⁽⁶⁾ = C r/n².
 *
 * @param units n, how many independent units fluctuate as much: N of one hidden layer, 1/E[δ²]
 *     where the covariance given the hidden layers is K(1+δ)
 * @param skewness r: 1 of one hidden layer, E[δ³]/E[δ²]²
 */
public record WidthScale(Ball units, Ball skewness) {

  /** Of N independent units. */
  static WidthScale ofOneLayer(int width) {
    return new WidthScale(Ball.exact(width), Ball.exact(1));
  }

  /** A/n. */
  Ball fourth(Ball amplitude) {
    return amplitude.over(units);
  }

  /** C r/n². */
  Ball sixth(Ball amplitude) {
    return amplitude.times(skewness).over(units).over(units);
  }
}
