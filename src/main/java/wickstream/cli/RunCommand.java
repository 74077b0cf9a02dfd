package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wickstream.campaign.CampaignActors;
import wickstream.campaign.CampaignOutcome;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.ForegroundRun;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoreAccess;
import wickstream.config.RunConfig;
import wickstream.metrics.Latencies;
import wickstream.metrics.LatencyLog;
import wickstream.physics.Training;
import wickstream.results.CampaignResult;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultFiles;
import wickstream.statistics.Verdict;

/** {@code wickstream run}: one campaign in the foreground. */
@Command(
    name = "run",
    description = {
      "Runs one campaign in the foreground and writes results.json, results.csv, greens.csv, fits.csv and vertex.csv.",
      "Ctrl-C stops it within two seconds and writes what was measured by then; --resume goes on from there, as it does after"
          + " a crash, from checkpoints in the database wickstream.db beside the results."
    },
    footer = {
      "",
      "Exit codes: 0 every shard converged, 3 some did not, 2 bad input, 130 interrupted."
    })
final class RunCommand extends BaseCommand {
  /** A second or two is usual; losing what was measured would be worse than waiting longer. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

  @Mixin private CampaignOptions campaign;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the results go; runs/NAME of the campaign by default")
  private Path out;

  @ArgGroup private ExistingRunOptions existingRun = new ExistingRunOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "how many threads sample; all cores by default. Changes the time, not one bit of the results")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = {"-q", "--quiet"},
      description = "show no progress")
  private boolean quiet;

  @Option(
      names = "--json",
      description =
          "print JSON instead of tables: where the results are, the exit code, and of each shard its verdict and the value"
              + " that was asked for")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    OptionValues.requireThreads(1, threads);
    try (CampaignActors actors = CampaignActors.prepare(threads)) {
      return run(campaign.load(), actors);
    }
  }

  private int run(RunConfig config, CampaignActors actors) throws InterruptedException {
    CampaignPlan plan = CampaignOptions.plan(config.campaign());
    Path directory = out == null ? Path.of("runs", plan.config().name()) : out;
    RunStore store = open(directory, StoreAccess.alone(config.store(), directory), plan);
    if (store.isNew() && existingRun.choice() == ExistingRunPolicy.RESUMED) {
      System.err.println(
          "wickstream: nothing to go on from in %s: beginning anew".formatted(directory));
    }
    if (plan.config().stop().maxTime().isPresent()) {
      System.err.println(
          "wickstream: stop.max-time is set: where shards stop depends on this machine and cannot be reproduced");
    }
    return run(plan, actors, store, directory);
  }

  private RunStore open(Path directory, StoreAccess access, CampaignPlan plan) {
    try {
      return RunStore.open(
          directory, OutputDirectory.named("--out", directory), access, plan, existingRun.choice());
    } catch (ExistingRunPolicy.Taken e) {
      throw e.withAdvice(existingRun.otherChoices(e.mayGoOn()));
    }
  }

  private int run(CampaignPlan plan, CampaignActors actors, RunStore store, Path directory)
      throws InterruptedException {
    Latencies latencies = new Latencies();
    ForegroundRun running = ForegroundRun.start(actors, plan, store.checkpointPolicy(), latencies);
    CountDownLatch written = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, written), "interrupted"));

    try (store;
        running) {
      ForegroundRun.Ended ended = logged(directory, latencies, () -> await(plan, running));
      CampaignResult result = ended.result();
      boolean isWritten = write(directory, result); // before anything is shown
      int exitCode = exitCode(result, isWritten);
      if (json) {
        System.out.print(RunSummary.json(result, isWritten ? directory : null, exitCode));
      } else {
        show(result, summary(plan, ended.outcome(), ended.took()));
        if (isWritten) {
          System.out.println("Results are in " + directory);
        }
      }
      ended
          .outcome()
          .notSaved()
          .ifPresent(
              why ->
                  System.err.println(
                      "wickstream: the last checkpoints could not be saved: " + why));
      System.out.flush();
      written.countDown(); // before the database is closed, which may not answer
      return exitCode;
    } finally {
      System.out.flush();
      written.countDown();
    }
  }

  private static int exitCode(CampaignResult result, boolean isWritten) {
    int exitCode = ExitCode.of(result.shards());
    return isWritten || exitCode == ExitCode.INTERRUPTED ? exitCode : ExitCode.BAD_INPUT;
  }

  /** Logs latencies beside the results while something runs; the log alone stops nothing. */
  private static ForegroundRun.Ended logged(Path directory, Latencies latencies, Campaign campaign)
      throws InterruptedException {
    try (LatencyLog log = LatencyLog.begin(directory, latencies)) {
      return campaign.await();
    } catch (IOException e) {
      System.err.println("wickstream: latencies cannot be logged: " + OutputDirectory.reason(e));
      return campaign.await();
    }
  }

  private interface Campaign {
    ForegroundRun.Ended await() throws InterruptedException;
  }

  /** Writes the results, or says why that is impossible. */
  private static boolean write(Path directory, CampaignResult result) {
    try {
      new ResultFiles(directory).write(result);
      return true;
    } catch (IOException e) {
      System.err.println(
          "wickstream: the results could not be written: " + OutputDirectory.reason(e));
      return false;
    }
  }

  private static void show(CampaignResult result, String summary) {
    ResultTable.lines(result).forEach(System.out::println);
    System.out.println();
    FitTable.lines(result.fits()).forEach(System.out::println);
    RemainderLines.of(result).forEach(System.out::println);
    System.out.println(summary);
  }

  /**
   * Runs while the process is being ended from outside; when the campaign is over, it finds nothing
   * to do.
   */
  private static void stop(ForegroundRun running, CountDownLatch written) {
    running.cancel("interrupted");
    try {
      if (!written.await(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("wickstream: interrupted, and the results could not be written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ForegroundRun.Ended await(CampaignPlan plan, ForegroundRun running)
      throws InterruptedException {
    if (quiet) {
      return running.await((status, elapsed) -> {});
    }
    Progress progress =
        new Progress(Screen.onStandardError(), plan.config().stop().quantity(), steps(plan));
    progress.begin(plan.config().name(), plan.shards().size(), threads);
    ForegroundRun.Ended ended = running.await(progress::show);
    progress.clear();
    return ended;
  }

  private static long steps(CampaignPlan plan) {
    return plan.config().training().map(Training::stepsTaken).orElse(0L);
  }

  private static String summary(CampaignPlan plan, CampaignOutcome outcome, Duration took) {
    long converged =
        outcome.shards().stream()
            .filter(shard -> shard.verdict() instanceof Verdict.Converged)
            .count();
    long networks = outcome.shards().stream().mapToLong(ShardResult::networks).sum();
    String before =
        networks > outcome.networks()
            ? " beside %s of earlier runs".formatted(ValueText.count(networks - outcome.networks()))
            : "";
    return "%d of %d shards converged; %s networks%s%s, %s hidden units in %.1f s"
        .formatted(
            converged,
            outcome.shards().size(),
            ValueText.count(outcome.networks()),
            before,
            Progress.steps(steps(plan), outcome.networks()),
            ValueText.size(outcome.hiddenUnits()),
            took.toMillis() / 1000.0);
  }

  /** What is to become of an earlier run. */
  private static final class ExistingRunOptions {
    @Option(
        names = "--resume",
        description =
            "go on from an earlier run in DIR; begin anew if there is none. The file may ask for another target, a larger max-networks"
                + " and more widths and sigma-w; every network already drawn is used")
    private boolean resume;

    @Option(names = "--force", description = "replace an earlier run's results")
    private boolean force;

    ExistingRunPolicy choice() {
      if (resume) {
        return ExistingRunPolicy.RESUMED;
      }
      return force ? ExistingRunPolicy.REPLACED : ExistingRunPolicy.NONE;
    }

    /** What else may be asked for where results are in the way. */
    String otherChoices(boolean mayGoOn) {
      String replacing = "replace them with --force, or choose another directory with --out";
      return !mayGoOn ? replacing : "go on from them with --resume, " + replacing;
    }
  }
}
