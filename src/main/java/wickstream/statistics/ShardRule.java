package wickstream.statistics;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides at the end of each grant whether a shard is done. A pure function of the totals, and of
 * the time spent where there is a budget of time.
 */
public sealed interface ShardRule permits StoppingRule, JointRule {
  /** What the shard may cost. */
  Budget budget();

  /** The intervals around its values. */
  ConfidenceSequence sequence();

  /** The exact value of what is measured, where it is known. */
  Optional<Exact> exact();

  /** What the sample must pass. */
  SampleChecks checks();

  /** The first grant of a shard that has run no bags. */
  default Grant firstGrant() {
    return new Grant(0, budget().minBags());
  }

  /** What these totals, of at least one bag, say about the target. */
  Assessment assess(Totals totals);

  /** The judgement on some totals, after this much time. */
  Judgement judge(Totals totals, Duration elapsed);

  /** The verdict on totals, of at least one bag, to which none will be added. */
  Verdict conclude(Totals totals);
}
