package wickstream.daemon;

import java.nio.file.Path;
import wickstream.campaign.Timings;

/** Takes the time of campaigns. */
@FunctionalInterface
public interface LatencyRecorder {
  /** Takes nobody's time. */
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

  /** The time of one campaign is being taken, until this is closed. */
  interface Running extends AutoCloseable {
    /** Hears how long its steps take. */
    Timings timings();

    @Override
    void close();
  }
}
