package wickstream.physics.exact;

import wickstream.physics.Ball;
import wickstream.physics.Multisets;

/**
 * Joint cumulants of products of one hidden unit from its moments:
 *
 * <pre>
 *   Cov( h_a h_b, h_c h_d ) = M(abcd) − M(ab) M(cd)
 *   κ3(A,B,C) = E[ABC] − E[AB]E[C] − E[AC]E[B] − E[BC]E[A] + 2E[A]E[B]E[C]
 * </pre>
 */
final class Cumulants implements PairCumulants {
  private final Multisets quads;
  private final Multisets sextets;
  private final NeuronMoments moments;
  private final int points;

  Cumulants(NeuronMoments moments, int points) {
    this.quads = Multisets.of(points, 4);
    this.sextets = Multisets.of(points, moments.sixth().length > 0 ? 6 : 1);
    this.moments = moments;
    this.points = points;
  }

  @Override
  public int points() {
    return points;
  }

  @Override
  public Ball covariance(int[] x, int[] ab, int[] cd) {
    return fourth(x, ab, cd).minus(second(x, ab).times(second(x, cd)));
  }

  @Override
  public Ball thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef) {
    Ball a = second(x, ab);
    Ball b = second(x, cd);
    Ball c = second(x, ef);
    Ball ofPairs =
        fourth(x, ab, cd)
            .times(c)
            .plus(fourth(x, ab, ef).times(b))
            .plus(fourth(x, cd, ef).times(a));
    Ball sixth = moments.sixth()[sextets.indexOf(x)];
    return sixth.minus(ofPairs).plus(a.times(b).times(c).scaled(2));
  }

  @Override
  public Ball second(int[] x, int[] pair) {
    return moments.second().at(x[pair[0]], x[pair[1]]);
  }

  private Ball fourth(int[] x, int[] pair, int[] other) {
    int quad = quads.indexOf(x[pair[0]], x[pair[1]], x[other[0]], x[other[1]]);
    return moments.fourth()[quad];
  }
}
