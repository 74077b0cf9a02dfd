package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.CampaignRun;
import wickstream.statistics.Verdict;
import wickstream.store.CampaignResult;
import wickstream.store.ResultFiles;
import wickstream.store.ShardResult;

/** {@code wickstream run}: one campaign in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs one campaign in the foreground and writes results.json, results.csv and greens.csv.",
      "Ctrl-C stops it within two seconds and writes what was measured by then."
    },
    footer = {
      "",
      "Exit codes: 0 every shard converged, 3 some did not, 2 bad input, 130 interrupted."
    })
final class RunCommand implements Callable<Integer> {
  private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);

  /** A second or two is usual; losing what was measured would be worse than waiting longer. */
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(30);

  @Mixin private CampaignOptions campaign;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the results go; runs/NAME of the campaign by default")
  private Path out;

  @Option(names = "--force", description = "replace results that are already there")
  private boolean force;

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

  @Override
  public Integer call() throws InterruptedException {
    if (threads < 1 || threads > 1024) {
      throw new BadInput("--threads must be 1 to 1024, was " + threads);
    }
    CampaignPlan plan = campaign.plan();
    Path directory = out == null ? Path.of("runs", plan.config().name()) : out;
    ResultFiles files = new ResultFiles(directory);
    requireUsable(directory, files);
    if (plan.config().stop().maxTime().isPresent()) {
      System.err.println(
          "wickstream: stop.max-time is set: where shards stop depends on this machine and cannot be reproduced");
    }
    return run(plan, files, directory);
  }

  private void requireUsable(Path directory, ResultFiles files) {
    if (files.exist() && !force) {
      throw new BadInput(
          "%s already holds results: choose another directory with --out, or replace them with --force"
              .formatted(directory));
    }
    OutputDirectory.requireWritable(directory);
  }

  private int run(CampaignPlan plan, ResultFiles files, Path directory)
      throws InterruptedException {
    Instant started = Instant.now();
    CampaignRun running = CampaignRun.start(plan, threads);
    CountDownLatch written = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, written), "interrupted"));

    try (running) {
      List<ShardResult> shards = await(plan, running);
      ResultTable.lines(shards, plan.config().stop().observable()).forEach(System.out::println);
      System.out.println();
      System.out.println(summary(shards, started));
      write(
          files,
          new CampaignResult(Version.number(), plan.config(), shards, facts(started, shards)));
      System.out.println("Results are in " + directory);
      return exitCode(shards);
    } finally {
      System.out.flush();
      written.countDown();
    }
  }

  private static void write(ResultFiles files, CampaignResult result) {
    try {
      files.write(result);
    } catch (IOException e) {
      throw new BadInput("the results could not be written: " + OutputDirectory.reason(e));
    }
  }

  /**
   * Runs while the process is being ended from outside; when the campaign is over, it finds nothing
   * to do.
   */
  private static void stop(CampaignRun running, CountDownLatch written) {
    running.cancel("interrupted");
    try {
      if (!written.await(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("wickstream: interrupted, and the results could not be written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ShardResult> await(CampaignPlan plan, CampaignRun running)
      throws InterruptedException {
    Progress progress = Progress.onStandardError(plan.config().stop().observable());
    CompletableFuture<List<ShardResult>> results = running.results().toCompletableFuture();
    long began = System.nanoTime();
    if (!quiet) {
      progress.begin(plan.config().name(), plan.shards().size(), threads);
    }
    try {
      while (!ended(results)) {
        show(progress, running, began);
      }
      show(progress, running, began);
      progress.clear();
      return results.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the campaign ended without results", e.getCause());
    }
  }

  /** Waits for the results, but not for longer than until the progress is to be shown again. */
  private static boolean ended(CompletableFuture<List<ShardResult>> results)
      throws InterruptedException, ExecutionException {
    try {
      results.get(REDRAW_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void show(Progress progress, CampaignRun running, long began)
      throws InterruptedException {
    if (quiet) {
      return;
    }
    try {
      progress.show(
          running.status().toCompletableFuture().get(1, TimeUnit.SECONDS),
          Duration.ofNanos(System.nanoTime() - began));
    } catch (ExecutionException | TimeoutException e) {
      // Too busy to answer: the next look will tell.
    }
  }

  private Map<String, Object> facts(Instant started, List<ShardResult> shards) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("seconds", Duration.between(started, Instant.now()).toMillis() / 1000.0);
    facts.put("threads", threads);
    facts.put("kernel", CampaignOptions.kernels().describe());
    facts.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("hiddenUnits", hiddenUnits(shards));
    return facts;
  }

  private static double hiddenUnits(List<ShardResult> shards) {
    return shards.stream().mapToDouble(shard -> (double) shard.networks() * shard.width()).sum();
  }

  private static String summary(List<ShardResult> shards, Instant started) {
    long converged =
        shards.stream().filter(shard -> shard.verdict() instanceof Verdict.Converged).count();
    long networks = shards.stream().mapToLong(ShardResult::networks).sum();
    Duration took = Duration.between(started, Instant.now());
    return "%d of %d shards converged; %s networks, %.3g hidden units in %.1f s"
        .formatted(
            converged,
            shards.size(),
            ValueText.count(networks),
            hiddenUnits(shards),
            took.toMillis() / 1000.0);
  }

  private static int exitCode(List<ShardResult> shards) {
    if (shards.stream().allMatch(shard -> shard.verdict() instanceof Verdict.Converged)) {
      return ExitCode.OK;
    }
    boolean cancelled =
        shards.stream().anyMatch(shard -> shard.verdict() instanceof Verdict.Cancelled);
    return cancelled ? ExitCode.INTERRUPTED : ExitCode.NOT_CONVERGED;
  }
}
