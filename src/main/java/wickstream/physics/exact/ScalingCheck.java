package wickstream.physics.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Ball;
import wickstream.physics.PowerLaw;
import wickstream.physics.ScalingIdentity;

/**
 * The {@link ScalingIdentity} of one exact value, which is computed once at σ_W and points x, and
 * once more at 1 and σ_W x.
 *
 * @param identity of what networks, and where
 * @param quantity whose mean over all multisets is compared
 * @param value at σ_W and x
 * @param scaled what the identity makes of the value at 1 and σ_W x
 */
public record ScalingCheck(ScalingIdentity identity, PowerLaw quantity, Ball value, Ball scaled) {
  /** What rounding may make of exact values, relative to their size. */
  public static final double ROUNDING = 1e-13;

  /** One check of each quantity that is exactly known on both sides, at width N. */
  public static List<ScalingCheck> of(ScalingIdentity identity, int width) {
    Optional<ExactCouplings> values =
        ExactCouplings.of(identity.ensemble(), identity.points(), true);
    Optional<ExactCouplings> atOne =
        ExactCouplings.of(identity.ensembleAtOne(), identity.pointsAtOne(), true);
    List<ScalingCheck> checks = new ArrayList<>();
    for (PowerLaw quantity : PowerLaw.values()) {
      Optional<Ball> value = values.flatMap(known -> known.known(quantity, width));
      Optional<Ball> one = atOne.flatMap(known -> known.known(quantity, width));
      OptionalDouble factor = identity.factor(quantity);
      if (value.isPresent() && one.isPresent() && factor.isPresent()) {
        Ball scaled = one.get().times(Ball.rounded(factor.getAsDouble(), 1));
        checks.add(new ScalingCheck(identity, quantity, value.get(), scaled));
      }
    }
    return checks;
  }

  /** |value − scaled| relative to the value. */
  public double difference() {
    return Math.abs(value.value() - scaled.value()) / Math.abs(value.value());
  }

  /** The largest difference that is allowed: {@link #ROUNDING}, or both error bounds if larger. */
  public double allowed() {
    return Math.max(ROUNDING, bounds());
  }

  /** Whether the error bounds of the two computations, and not rounding, set what is allowed. */
  public boolean isLimitedByBounds() {
    return bounds() > ROUNDING;
  }

  private double bounds() {
    return (value.error() + scaled.error()) / Math.abs(value.value());
  }

  /** Whether the identity holds. */
  public boolean holds() {
    return difference() <= allowed();
  }
}
