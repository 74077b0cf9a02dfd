package wickstream.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.Forecast;
import wickstream.campaign.RecentPace;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.statistics.Assessment;
import wickstream.statistics.NumberText;
import wickstream.statistics.Verdict;

/**
 * Shows a campaign's progress: on a terminal {@link ProgressLines}, redrawn in place; elsewhere a
 * line for each shard that has ended, and one for the whole now and then. The campaign never
 * depends on it: if drawing fails, it says so once and then shows nothing more.
 */
final class Progress {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(30);

  private final Screen screen;
  private final String observable;
  private final ProgressLines lines;
  private final RecentPace pace = new RecentPace();
  private final long steps;
  private final Set<Integer> reported = new HashSet<>();
  private Duration lastTotal = Duration.ZERO;
  private boolean failed;

  Progress(Screen screen, String observable) {
    this(screen, observable, 0);
  }

  /**
   * @param steps of descent that each network takes
   */
  Progress(Screen screen, String observable, long steps) {
    this.screen = screen;
    this.observable = observable;
    this.lines = new ProgressLines(observable, Paint.ERR);
    this.steps = steps;
  }

  /** How many steps so many networks have taken, after a comma; nothing where they take none. */
  static String steps(long steps, long networks) {
    return steps == 0
        ? ""
        : ", %s steps of descent".formatted(ValueText.size((double) steps * networks));
  }

  /** Prints what is about to run, unless lines are redrawn. */
  void begin(String name, int shards, int threads) {
    if (!screen.isTerminal()) {
      harmlessly(
          () ->
              screen.print(
                  "%s: %d shards on %d %s"
                      .formatted(name, shards, threads, threads == 1 ? "thread" : "threads")));
    }
  }

  /** Shows where the campaign stands after this much time. */
  void show(CampaignStatus status, Duration elapsed) {
    harmlessly(
        () -> {
          if (screen.isTerminal()) {
            redraw(status, elapsed);
          } else {
            append(status, elapsed);
          }
        });
  }

  /** Leaves the screen as if no line had been redrawn. */
  void clear() {
    harmlessly(screen::clear);
  }

  private void harmlessly(Runnable drawing) {
    if (failed) {
      return;
    }
    try {
      drawing.run();
    } catch (RuntimeException e) {
      failed = true;
      complain(e);
    }
  }

  private void complain(RuntimeException failure) {
    try {
      screen.print("wickstream: progress can no longer be shown, the campaign goes on: " + failure);
    } catch (RuntimeException e) {
      // The screen is gone: there is nowhere left to complain.
    }
  }

  private void redraw(CampaignStatus status, Duration elapsed) {
    Forecast forecast = pace.forecast(status, elapsed);
    ProgressLines.Whole whole =
        new ProgressLines.Whole(
            status.ended(),
            status.shards().size(),
            elapsed,
            forecast.remaining(),
            forecast.hiddenUnitsPerSecond(),
            status.store().failure().map(why -> trouble(status.store(), why)));
    List<ProgressLines.OfShard> shards = status.shards().stream().map(this::ofShard).toList();
    screen.draw(columns -> lines.of(whole, shards, columns));
  }

  private ProgressLines.OfShard ofShard(ShardStatus shard) {
    Optional<Assessment> known = shard.assessment();
    return new ProgressLines.OfShard(
        place(shard),
        shard.phase() == Phase.RUNNING,
        known
            .filter(a -> shard.phase() != Phase.ENDED)
            .map(a -> a.estimate().standardError() / a.tolerance())
            .orElse(Double.NaN),
        known.filter(a -> a.tail().isHeavy()).isEmpty(),
        known
            .map(a -> ValueText.withError(a.estimate().value(), a.estimate().standardError()))
            .orElse(""),
        networks(shard),
        known.map(Progress::precision).orElse(""));
  }

  private void append(CampaignStatus status, Duration elapsed) {
    for (int i = 0; i < status.shards().size(); i++) {
      ShardStatus shard = status.shards().get(i);
      if (shard.phase() == Phase.ENDED && !neverBegun(shard) && reported.add(i)) {
        screen.print(line(shard));
      }
    }
    if (elapsed.minus(lastTotal).compareTo(PLAIN_INTERVAL) >= 0) {
      lastTotal = elapsed;
      screen.print(total(status, elapsed));
    }
  }

  private static boolean neverBegun(ShardStatus shard) {
    return shard.networks() == 0
        && shard.verdict().filter(Verdict.Cancelled.class::isInstance).isPresent();
  }

  private String line(ShardStatus shard) {
    String known = shard.assessment().map(a -> known(a, shard.networks())).orElse("");
    String verdict =
        shard.phase() == Phase.ENDED
            ? ", " + Paint.ERR.verdict(shard.verdict().orElseThrow().label())
            : "";
    return place(shard) + ": " + networks(shard) + " networks" + known + verdict;
  }

  private static String place(ShardStatus shard) {
    return "N = %d, sigma_W = %s".formatted(shard.width(), ValueText.plain(shard.sigmaW()));
  }

  private static String networks(ShardStatus shard) {
    String end =
        shard.granted() > shard.networks() ? " of " + ValueText.count(shard.granted()) : "";
    return ValueText.count(shard.networks()) + end;
  }

  private String known(Assessment assessment, long networks) {
    double value = assessment.estimate().value();
    double error = assessment.estimate().standardError();
    String doubt = assessment.tail().isHeavy() ? ", error not to be trusted" : "";
    String when =
        assessment.networks() == networks
            ? ""
            : " at " + ValueText.count(assessment.networks()) + " networks";
    return ", %s = %s (%s)%s%s"
        .formatted(
            observable, ValueText.withError(value, error), precision(assessment), when, doubt);
  }

  private static String precision(Assessment assessment) {
    return "%s, wanted %s"
        .formatted(
            NumberText.percent(assessment.estimate().relativeError()),
            NumberText.percent(assessment.tolerance() / Math.abs(assessment.estimate().value())));
  }

  private String total(CampaignStatus status, Duration elapsed) {
    Forecast forecast = pace.forecast(status, elapsed);
    return "%s: %d of %d shards%s, %.1fM hidden units/s, %s so far%s%s"
        .formatted(
            status.name(),
            status.ended(),
            status.shards().size(),
            steps(steps, status.networks()),
            forecast.hiddenUnitsPerSecond() * 1e-6,
            text(elapsed),
            forecast.remaining().map(left -> ", about " + text(left) + " to go").orElse(""),
            status.store().failure().map(why -> "; " + trouble(status.store(), why)).orElse(""));
  }

  private static String trouble(StoreStatus store, String why) {
    return "not saved since %s: %s".formatted(store.savedAt().truncatedTo(ChronoUnit.SECONDS), why);
  }

  /** A duration such as 2 h 05 min, 3 min 20 s or 12 s. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 3600) {
      return "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60 ? "%d min %02d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
  }
}
