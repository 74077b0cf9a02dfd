package wickstream.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
      "Says which Java, how many cores and which kernel will be used, and measures in some twenty seconds what one hidden unit of one network"
          + " costs on one thread, in vectors and one number at a time.",
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
    Costs costs = Costs.of(computeBackend);
    costs.table().lines().forEach(System.out::println);
    if (computeBackend.hasVectors()) {
      System.out.println();
      System.out.println("The same one number at a time:");
      Costs scalar = Costs.of(ComputeBackend.choose(Optional.of("scalar")));
      scalar.table().lines().forEach(System.out::println);
      System.out.println();
      System.out.println(costs.besideScalar(scalar));
    }
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

  /**
   * Nanoseconds per hidden unit.
   *
   * @param medians a row a width, a column an estimator
   */
  record Costs(double[][] medians) {
    static Costs of(ComputeBackend computeBackend) {
      double[][] medians = new double[WIDTHS.length][Estimator.values().length];
      for (int n = 0; n < WIDTHS.length; n++) {
        for (Estimator estimator : Estimator.values()) {
          medians[n][estimator.ordinal()] = cost(computeBackend, estimator, n).median();
        }
      }
      return new Costs(medians);
    }

    private static Repetitions cost(ComputeBackend computeBackend, Estimator estimator, int n) {
      return new BackendCost(computeBackend, estimator, WIDTHS[n], Part.MEASUREMENT)
          .repeat(n == 0 ? BackendCost.WARM_UP : SHORT_WARM_UP, REPETITIONS, REPETITION);
    }

    Table table() {
      Table table =
          new Table(
              Stream.concat(Stream.of("N"), Arrays.stream(Estimator.values()).map(Estimator::label))
                  .toArray(String[]::new));
      for (int n = 0; n < WIDTHS.length; n++) {
        table.row(
            Stream.concat(
                    Stream.of(Integer.toString(WIDTHS[n])),
                    Arrays.stream(medians[n])
                        .mapToObj(cost -> String.format(Locale.ROOT, "%.1f", cost)))
                .toArray(String[]::new));
      }
      return table;
    }

    /** How much faster these are than others, and what to do if they are not. */
    String besideScalar(Costs scalar) {
      DoubleSummaryStatistics gains =
          IntStream.range(0, medians.length)
              .boxed()
              .flatMapToDouble(
                  n ->
                      IntStream.range(0, medians[n].length)
                          .mapToDouble(e -> scalar.medians[n][e] / medians[n][e]))
              .summaryStatistics();
      String range =
          String.format(Locale.ROOT, "%.1f to %.1f times", gains.getMin(), gains.getMax());
      return gains.getMin() >= 1
          ? "Vectors are " + range + " as fast."
          : "Vectors are only "
              + range
              + " as fast: try WICKSTREAM_KERNEL=scalar, which has the same bits.";
    }
  }
}
