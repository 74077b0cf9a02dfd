package wickstream.cli;

import java.util.List;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/** The exit codes of the process. */
final class ExitCode {
  /** Every shard converged. */
  static final int OK = 0;

  /** A defect of the program. */
  static final int DEFECT = 1;

  /** Bad input: one line says what. */
  static final int BAD_INPUT = 2;

  /** Finished, but some shard did not converge. */
  static final int NOT_CONVERGED = 3;

  /** Interrupted; what was measured is written. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** The exit code that follows from the verdicts on all shards. */
  static int of(List<ShardResult> shards) {
    if (shards.stream().allMatch(shard -> shard.verdict() instanceof Verdict.Converged)) {
      return OK;
    }
    boolean cancelled =
        shards.stream().anyMatch(shard -> shard.verdict() instanceof Verdict.Cancelled);
    return cancelled ? INTERRUPTED : NOT_CONVERGED;
  }
}
