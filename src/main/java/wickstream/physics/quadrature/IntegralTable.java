package wickstream.physics.quadrature;

import java.util.Arrays;
import java.util.stream.Stream;
import wickstream.physics.Ball;

/**
 * The numbers of {@link CouplingIntegrals}.
 *
 * @param i4 I4 for each multiset of four points
 * @param i6 I6 for each multiset of six points, or empty
 * @param jSum Σ of J over the 10 splits of each multiset of six points, or empty
 */
public record IntegralTable(Ball[] i4, Ball[] i6, Ball[] jSum) {

  /** Whether couplings can be had by dividing by every I_n. */
  boolean canDivide() {
    return Stream.of(i4, i6)
            .flatMap(Arrays::stream)
            .allMatch(i -> i.value() != 0 && Double.isFinite(i.value()))
        && Arrays.stream(jSum).allMatch(j -> Double.isFinite(j.value()));
  }

  /** The largest of any number. */
  double relativeError() {
    return Stream.of(i4, i6, jSum)
        .flatMap(Arrays::stream)
        .mapToDouble(Ball::relativeError)
        .max()
        .orElse(0);
  }
}
