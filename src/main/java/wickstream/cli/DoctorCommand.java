package wickstream.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.cli.bench.BackendCost;
import wickstream.cli.bench.Machine;
import wickstream.cli.bench.Part;
import wickstream.cli.bench.Repetitions;
import wickstream.config.ProgramInfo;
import wickstream.flow.MeasuredScaling;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.physics.Estimator;
import wickstream.sampling.ComputeBackend;

/** {@code wickstream doctor}: what this machine has, and how fast it is. */
@Command(
    name = "doctor",
    description = {
      "Says which Java, how many cores and which kernel will be used, and measures in some ten seconds what one hidden unit of one network"
          + " costs on one thread.",
      "With --physics checks instead, in some fifteen seconds, that couplings and connected functions obey the scaling identity: at points x they are a power of sigma_W"
          + " times what they are at points sigma_W x and sigma_W = 1. Exact values must do so to 1e-13, or to the bounds on their errors where these are larger;"
          + " two short campaigns within their errors."
    },
    footer = {"", "Exit codes: 0; with --physics 1 if a check fails."})
final class DoctorCommand extends BaseCommand {
  private static final int[] WIDTHS = {2, 10, 100, 1000};
  private static final int REPETITIONS = 7;

  /** Where other widths have had the loops compiled already. */
  private static final Duration SHORT_WARM_UP = Duration.ofMillis(200);

  private static final Duration REPETITION = Duration.ofMillis(20);

  @Option(
      names = "--physics",
      description = "check the scaling identity instead, on exact values and on two campaigns")
  private boolean physics;

  @Override
  public Integer call() throws InterruptedException {
    return physics ? checkPhysics() : describeMachine();
  }

  private static int checkPhysics() throws InterruptedException {
    System.out.println("Exact values at sigma_W and points x, beside those at 1 and sigma_W x:");
    List<PhysicsChecks.Exact> exact = PhysicsChecks.exact();
    PhysicsTable.exact(exact).lines().forEach(System.out::println);
    System.out.println();
    System.out.println(
        "Networks at sigma_W = 2 and points x, beside others at 1 and 2x (gauss, sigma_b = 0.5, N = 10):");
    List<MeasuredScaling> measured = PhysicsChecks.measured();
    PhysicsTable.measured(measured).lines().forEach(System.out::println);
    return PhysicsChecks.hold(exact, measured) ? ExitCode.OK : ExitCode.DEFECT;
  }

  private static int describeMachine() {
    ComputeBackend computeBackend = CampaignOptions.computeBackend();
    line("wickstream", ProgramInfo.version());
    line("java", Machine.java() + ", " + System.getProperty("java.home"));
    line("system", Machine.system());
    line("processor", Machine.processor());
    line("cores", Integer.toString(Machine.cores()));
    line("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB at most");
    line("kernel", computeBackend.describe());
    line(
        "vector module",
        hasVectorModule() ? "present" : "absent (add --add-modules jdk.incubator.vector)");
    line("database", database());
    System.out.println();
    System.out.println(
        "ns per hidden unit, one thread, all 126 fourth-order products and moments included:");
    costs(computeBackend).lines().forEach(System.out::println);
    return ExitCode.OK;
  }

  private static String database() {
    try {
      return Database.embedded() + " in run directories, PostgreSQL by store.url";
    } catch (DatabaseFailure e) {
      return "not usable: " + e.getMessage();
    }
  }

  private static void line(String what, String value) {
    System.out.printf("%-15s%s%n", what, value);
  }

  private static boolean hasVectorModule() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  private static Table costs(ComputeBackend computeBackend) {
    Table table = new Table("N", "plain", "conditional", "tilted");
    for (int width : WIDTHS) {
      String[] row = new String[1 + Estimator.values().length];
      row[0] = Integer.toString(width);
      for (Estimator estimator : Estimator.values()) {
        row[1 + estimator.ordinal()] =
            String.format(Locale.ROOT, "%.1f", cost(computeBackend, estimator, width).median());
      }
      table.row(row);
    }
    return table;
  }

  private static Repetitions cost(ComputeBackend computeBackend, Estimator estimator, int width) {
    return new BackendCost(computeBackend, estimator, width, Part.MEASUREMENT)
        .repeat(width == WIDTHS[0] ? BackendCost.WARM_UP : SHORT_WARM_UP, REPETITIONS, REPETITION);
  }
}
