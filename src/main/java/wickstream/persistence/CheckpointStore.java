package wickstream.persistence;

import java.util.List;
import java.util.Optional;

/** Keeps a campaign's state beyond the end of the process. Its methods wait for the disk. */
public interface CheckpointStore {
  /** Keeps nothing. */
  CheckpointStore NONE =
      new CheckpointStore() {
        @Override
        public Recovery load(String shard) {
          return new Recovery(Optional.empty(), List.of());
        }

        @Override
        public Optional<String> save(WriteBatch batch) {
          return Optional.empty();
        }
      };

  /**
   * Where a shard can resume: its newest sound checkpoint.
   *
   * @throws DatabaseFailure if that cannot be read
   */
  Recovery load(String shard);

  /**
   * Keeps a batch whole, or not at all.
   *
   * @return what was wrong with the database and has been repaired, in words
   * @throws DatabaseFailure if it could not be kept; the next attempt may succeed
   * @throws TakenOver if another writer, or another file, has taken over
   */
  Optional<String> save(WriteBatch batch);

  /** The totals of the campaign's earlier runs; does not wait. */
  default RunTotals tally() {
    return RunTotals.NONE;
  }

  /**
   * What a shard can resume from.
   *
   * @param checkpoint the newest that is sound
   * @param damage what is wrong with those that are newer still, one phrase each
   * @param judgements the judgements up to the checkpoint, the earliest first
   */
  record Recovery(
      Optional<Checkpoint> checkpoint, List<String> damage, List<JudgementRecord> judgements) {

    public Recovery {
      damage = List.copyOf(damage);
      judgements = List.copyOf(judgements);
    }

    /** A shard that has not been judged. */
    public Recovery(Optional<Checkpoint> checkpoint, List<String> damage) {
      this(checkpoint, damage, List.of());
    }

    Recovery with(List<JudgementRecord> judgements) {
      return new Recovery(checkpoint, damage, judgements);
    }
  }

  /** Another writer, or another file, has taken over; no later attempt can succeed. */
  final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenOver(String message) {
      super(message);
    }
  }
}
