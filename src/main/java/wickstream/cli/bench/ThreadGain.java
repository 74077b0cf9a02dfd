package wickstream.cli.bench;

import wickstream.physics.Estimator;

/** The same campaigns on one thread and on many, in turn. */
public record ThreadGain(Estimator estimator, int width, CampaignRate one, CampaignRate many) {

  /** How many times as fast they run on many threads. */
  public Repetitions gain() {
    return many.networksPerSecond().over(one.networksPerSecond());
  }
}
