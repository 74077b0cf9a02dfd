package wickstream.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checkpoints of one shard under one seed, newest first, as they are in the database. */
record CheckpointReader(String shard, long seed, List<Row> rows) {

  static CheckpointReader of(Connection sql, String campaign, String shard, long seed)
      throws SQLException {
    return new CheckpointReader(
        shard,
        seed,
        Statements.query(
            sql,
            """
            SELECT revision, data FROM checkpoints
            WHERE campaign = ? AND shard = ? AND seed = ? ORDER BY next_bag DESC""",
            row -> new Row(row.getLong(1), row.getBytes(2)),
            campaign,
            shard,
            seed));
  }

  /**
   * The newest one that is sound, and what is wrong with those that are newer.
   *
   * @param configuredIn checkpoints of earlier revisions were made under another configuration
   */
  CheckpointStore.Recovery recover(long configuredIn) {
    List<String> damage = new ArrayList<>();
    for (Row row : rows) {
      try {
        Checkpoint sound = decode(row.data());
        return new CheckpointStore.Recovery(
            Optional.of(row.revision() < configuredIn ? withGrantOver(sound) : sound), damage);
      } catch (DamagedCheckpoint e) {
        damage.add(e.getMessage());
      }
    }
    return new CheckpointStore.Recovery(Optional.empty(), damage);
  }

  private static Checkpoint withGrantOver(Checkpoint checkpoint) {
    return new Checkpoint(
        checkpoint.seed(), checkpoint.totals(), checkpoint.totals().nextBag(), checkpoint.spent());
  }

  private Checkpoint decode(byte[] data) throws DamagedCheckpoint {
    Checkpoint checkpoint = CheckpointFormat.decode(data);
    if (!checkpoint.totals().shard().equals(shard) || checkpoint.seed() != seed) {
      throw new DamagedCheckpoint("is of another shard or seed");
    }
    return checkpoint;
  }

  /** One row of the table. */
  record Row(long revision, byte[] data) {}
}
