package wickstream.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import wickstream.campaign.BagSource;
import wickstream.sampling.BagSampler;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;

/** Measures the time of one campaign, from when the first bags are requested. */
final class SamplingMeter {

  /**
   * What the clocks say.
   *
   * @param seconds of wall-clock time
   * @param processSeconds of CPU time of the whole process, to a hundredth
   * @param samplingSeconds of CPU time spent in measuring bags
   */
  record Reading(double seconds, double processSeconds, double samplingSeconds) {}

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final AtomicLong sampling = new AtomicLong();
  private OptionalLong began = OptionalLong.empty();
  private long processBefore;

  /** Sources that measure bags on these threads, under this meter. */
  BagSource.Factory on(Executor threads) {
    return sampler ->
        (range, before) -> {
          begin();
          List<ExtremeValues.Bounds> bounds = before.bounds();
          return CompletableFuture.supplyAsync(() -> measure(sampler, range, bounds), threads);
        };
  }

  private synchronized void begin() {
    if (began.isEmpty()) {
      processBefore = PROCESS.getProcessCpuTime();
      began = OptionalLong.of(System.nanoTime());
    }
  }

  private PartialTotals measure(
      BagSampler sampler, Grant range, List<ExtremeValues.Bounds> bounds) {
    long before = THREADS.getCurrentThreadCpuTime();
    PartialTotals measured = sampler.measure(range, bounds, () -> {});
    sampling.addAndGet(THREADS.getCurrentThreadCpuTime() - before);
    return measured;
  }

  /** What has passed since the first bags were asked for. */
  synchronized Reading read() {
    return new Reading(
        (System.nanoTime() - began.orElseThrow()) * 1e-9,
        (PROCESS.getProcessCpuTime() - processBefore) * 1e-9,
        sampling.get() * 1e-9);
  }
}
