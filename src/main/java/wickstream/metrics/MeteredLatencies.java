package wickstream.metrics;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.Timings;
import wickstream.daemon.LatencyRecorder;

/**
 * Takes the time of campaigns for a meter of them all, and logs that of each beside its results.
 * The log alone stops nothing.
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
      LatencyLog log = LatencyLog.begin(directory, own);
      return new Logged(own.and(all), log);
    } catch (IOException e) {
      LOG.warn("Latencies cannot be logged in {}: {}", directory, OutputDirectory.reason(e));
      return new Unlogged(all);
    }
  }

  private record Logged(Timings timings, LatencyLog log) implements Running {
    @Override
    public void close() {
      log.close();
    }
  }

  private record Unlogged(Timings timings) implements Running {
    @Override
    public void close() {}
  }
}
