package wickstream.cli.bench;

/**
 * How fast whole campaigns run, from their first bag to their results.
 *
 * @param seconds wall-clock time of each
 * @param processSeconds CPU time of the whole process
 * @param samplingSeconds CPU time spent in measuring bags and summing ranges of them
 */
public record CampaignRate(
    int threads,
    long networks,
    Repetitions seconds,
    Repetitions processSeconds,
    Repetitions samplingSeconds) {

  public Repetitions networksPerSecond() {
    return seconds.map(taken -> networks / taken);
  }

  /** The part of the CPU time that was not spent in measuring bags and summing ranges of them. */
  public double shareOutsideSampling() {
    return 1 - total(samplingSeconds) / total(processSeconds);
  }

  private static double total(Repetitions repetitions) {
    return repetitions.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
