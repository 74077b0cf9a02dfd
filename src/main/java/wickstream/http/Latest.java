package wickstream.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;

/**
 * What is computed of campaigns. It takes long, so the result is shared by all clients, and
 * computed again only if the campaign has changed and some seconds have passed. Thread-safe.
 */
final class Latest<T> {
  private static final Duration MIN_AGE = Duration.ofSeconds(5);
  private static final Duration LARGEST_AGE = Duration.ofMinutes(10);

  private final int most;
  private final Supplier<Instant> clock;
  private final Map<String, Known<T>> known = new ConcurrentHashMap<>();

  /**
   * @param most how many results are kept
   * @param clock tells the time
   */
  Latest(int most, Supplier<Instant> clock) {
    this.most = most;
    this.clock = clock;
  }

  /** What was computed of one version of a campaign. */
  private record Known<T>(
      Instant submitted, long version, Instant at, CompletableFuture<T> result) {}

  /**
   * What is known under a key.
   *
   * @param campaign what is computed depends on it and the key alone
   * @param compute computes it
   */
  CompletionStage<T> of(
      String key, CampaignProgress campaign, Supplier<CompletionStage<T>> compute) {
    known.values().removeIf(old -> isOlder(old, LARGEST_AGE));
    Known<T> now = known.compute(key, (same, old) -> stillGood(campaign, old, compute));
    if (known.size() > most) {
      known.values().stream()
          .filter(other -> other != now)
          .min(Comparator.comparing(Known::at))
          .ifPresent(oldest -> known.values().remove(oldest));
    }
    return now.result();
  }

  private Known<T> stillGood(
      CampaignProgress campaign, Known<T> old, Supplier<CompletionStage<T>> compute) {
    boolean isGood =
        old != null
            && old.submitted().equals(campaign.times().submitted())
            && !old.result().isCompletedExceptionally()
            && (old.version() == campaign.version()
                || !old.result().isDone()
                || !isOlder(old, MIN_AGE));
    return isGood
        ? old
        : new Known<>(
            campaign.times().submitted(),
            campaign.version(),
            clock.get(),
            compute.get().toCompletableFuture());
  }

  private boolean isOlder(Known<T> old, Duration age) {
    return Duration.between(old.at(), clock.get()).compareTo(age) >= 0;
  }
}
