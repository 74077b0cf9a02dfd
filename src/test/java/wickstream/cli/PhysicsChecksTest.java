package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import wickstream.flow.MeasuredScaling;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.PowerLaw;
import wickstream.physics.ScalingIdentity;
import wickstream.physics.exact.ScalingCheck;
import wickstream.statistics.Estimate;

/** What {@code wickstream doctor --physics} makes of its checks. */
final class PhysicsChecksTest {
  private static final ScalingIdentity IDENTITY =
      new ScalingIdentity(
          Ensemble.of(Activation.COS, 1, 3, 0.5),
          InputPoints.ofDimension(1, List.of(List.of(0.5))));

  private static PhysicsChecks.Exact exact(double... scaled) {
    return new PhysicsChecks.Exact(
        Activation.COS,
        1,
        Arrays.stream(scaled)
            .mapToObj(s -> new ScalingCheck(IDENTITY, PowerLaw.U4, Ball.exact(1), Ball.exact(s)))
            .toList());
  }

  private static MeasuredScaling measured(double scaled) {
    return new MeasuredScaling(PowerLaw.U6, new Estimate(1, 0.1), new Estimate(scaled, 0.1));
  }

  @Test
  void everyCheckMustHold() {
    assertThat(PhysicsChecks.hold(List.of(exact(1)), List.of(measured(1.1)))).isTrue();
    assertThat(PhysicsChecks.hold(List.of(exact(1), exact(1, 1 + 2e-13)), List.of(measured(1))))
        .isFalse();
    assertThat(PhysicsChecks.hold(List.of(exact(1)), List.of(measured(1), measured(1.6))))
        .isFalse();
  }

  @Test
  void thereMustBeChecks() {
    assertThat(PhysicsChecks.hold(List.of(), List.of(measured(1)))).isFalse();
    assertThat(PhysicsChecks.hold(List.of(exact(1)), List.of())).isFalse();
  }

  @Test
  void aLineShowsTheWorst() {
    List<String> lines = PhysicsTable.exact(List.of(exact(1, 1 + 2e-13, 1))).lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1).strip().split(" +"))
        .containsExactly(
            "cos", "1", "3", "u4", "0.5", "3", "2.0e-13", "1.0e-13", "rounding", "FAILED");
    assertThat(PhysicsTable.measured(List.of(measured(1.1), measured(1.6))).lines())
        .satisfiesExactly(
            header -> {},
            one -> assertThat(one).endsWith("-0.71  passed"),
            other -> assertThat(other).endsWith("-4.24  FAILED"));
  }

  /** The whole command; its numbers are the same on any machine. */
  @Test
  void theProgramObeysTheScalingIdentity() {
    Outcome outcome = Invocation.of("doctor", "--physics");
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("gauss", "erf", "relu", "cos", "tanh", "connected6", "passed")
        .doesNotContain("FAILED");
    assertThat(outcome.out().lines().filter(line -> line.endsWith("passed"))).hasSize(25 + 4);
  }
}
