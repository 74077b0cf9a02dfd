package wickstream.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.Timings;
import wickstream.daemon.LatencyRecorder;

/**
 * Records the latencies of all campaigns for a meter, and logs those of each beside its results. A
 * log that cannot be written stops nothing.
 */
public final class MeteredLatencies implements LatencyRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(MeteredLatencies.class);

  private final Latencies all;

  /**
   * @param all where those of all campaigns are recorded
   */
  public MeteredLatencies(Latencies all) {
    this.all = all;
  }

  @Override
  public Running begin(Path directory) {
    Latencies own = new Latencies();
    try {
      return new TimedRun(own.and(all), Optional.of(LatencyLog.begin(directory, own)));
    } catch (IOException e) {
      LOG.warn("Latencies cannot be logged in {}: {}", directory, OutputDirectory.reason(e));
      return new TimedRun(all, Optional.empty());
    }
  }

  private record TimedRun(Timings timings, Optional<LatencyLog> log) implements Running {
    @Override
    public void close() {
      log.ifPresent(LatencyLog::close);
    }
  }
}
