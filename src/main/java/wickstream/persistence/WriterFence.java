package wickstream.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/** Fencing: rejects writers that have been superseded. */
@FunctionalInterface
public interface WriterFence {
  /** Admits everybody. */
  WriterFence NONE = sql -> {};

  /**
   * Admits a writer for the rest of its transaction.
   *
   * @throws CheckpointStore.TakenOver if another has taken over
   */
  void pass(Connection sql) throws SQLException;
}
