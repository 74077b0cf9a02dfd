package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Forecasts from how fast a campaign has been in the last third of its time, at most five minutes:
 * at first its code is still being compiled, and what a machine has to do beside it changes. How
 * fast it goes at the moment is another matter, of a few seconds. Not thread-safe.
 */
public final class RecentPace {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Deque<Mark> marks = new ArrayDeque<>();

  /**
   * What a status says.
   *
   * @param elapsed how long this run has been going on; no less than at the last call
   */
  public Forecast forecast(CampaignStatus status, Duration elapsed) {
    Duration third = elapsed.dividedBy(3);
    Duration begin = elapsed.minus(third.compareTo(LONGEST) < 0 ? third : LONGEST);
    Mark since = new Mark(Duration.ZERO, Forecast.Done.NOTHING);
    while (!marks.isEmpty() && marks.getFirst().elapsed.compareTo(begin) <= 0) {
      since = marks.removeFirst();
    }
    if (!since.elapsed.isZero()) {
      marks.addFirst(since); // it may be needed again
    }
    Mark now = new Mark(elapsed, Forecast.Done.of(status));
    marks.addLast(now);
    Forecast.Done done = now.done.minus(since.done);
    return done.work() > 0
        ? Forecast.of(status, done, elapsed.minus(since.elapsed))
        : Forecast.of(status, elapsed);
  }

  private record Mark(Duration elapsed, Forecast.Done done) {}
}
