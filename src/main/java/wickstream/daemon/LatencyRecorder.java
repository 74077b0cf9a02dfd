package wickstream.daemon;

import java.nio.file.Path;
import wickstream.campaign.Timings;

/** Records the latencies of campaigns. */
@FunctionalInterface
public interface LatencyRecorder {
  /** Records nothing. */
  LatencyRecorder NONE =
      directory ->
          new Running() {
            @Override
            public Timings timings() {
              return Timings.NONE;
            }

            @Override
            public void close() {}
          };

  /**
   * Begins to take the time of a campaign; never fails.
   *
   * @param directory that of the campaign, where it may leave files
   */
  Running begin(Path directory);

  /** Records the latencies of one campaign until it is closed. */
  interface Running extends AutoCloseable {
    /** Hears how long its steps take. */
    Timings timings();

    @Override
    void close();
  }
}
