package wickstream.flow;

/**
 * Where resampled flows are at one scale.
 *
 * @param k the scale
 * @param reached how many of them get there; the bands are of these alone
 * @param u2 squared mass
 * @param u4 quartic coupling
 * @param u6 sextic coupling
 */
public record BandPoint(double k, int reached, Band u2, Band u4, Band u6) {

  /** σ_W(k) = √(d u2/2); NaN where u2 is below 0. */
  public Band sigmaW(int dIn) {
    return u2.map(u -> Math.sqrt(dIn * u / 2));
  }
}
