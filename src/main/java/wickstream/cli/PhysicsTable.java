package wickstream.cli;

import java.util.List;
import wickstream.flow.MeasuredScaling;
import wickstream.physics.exact.ScalingCheck;
import wickstream.statistics.NumberText;

/** What {@link PhysicsChecks} found, one line a check. */
final class PhysicsTable {
  private PhysicsTable() {}

  static Table exact(List<PhysicsChecks.Exact> checks) {
    Table table =
        new Table(
            "activation",
            "d",
            "values",
            "worst",
            "sigma_b",
            "sigma_W",
            "differs by",
            "allowed",
            "set by",
            "");
    for (PhysicsChecks.Exact check : checks) {
      ScalingCheck worst = check.worst();
      table.row(
          check.activation().label(),
          Integer.toString(check.dIn()),
          Integer.toString(check.checks().size()),
          worst.quantity().quantity(),
          ValueText.plain(worst.identity().ensemble().sigmaB()),
          ValueText.plain(worst.identity().ensemble().sigmaW()),
          NumberText.significant(worst.difference(), 2),
          NumberText.significant(worst.allowed(), 2),
          worst.isLimitedByBounds() ? "error bounds" : "rounding",
          verdict(check.hold()));
    }
    return table;
  }

  static Table measured(List<MeasuredScaling> comparisons) {
    Table table = new Table("measured", "at sigma_W = 2", "scaled from 1", "pull", "");
    for (MeasuredScaling comparison : comparisons) {
      table.row(
          comparison.quantity().quantity(),
          ValueText.withError(comparison.value().value(), comparison.value().standardError()),
          ValueText.withError(comparison.scaled().value(), comparison.scaled().standardError()),
          "%+.2f".formatted(comparison.pull()),
          verdict(comparison.holds()));
    }
    return table;
  }

  private static String verdict(boolean holds) {
    return Paint.OUT.verdict(holds ? "passed" : "FAILED");
  }
}
