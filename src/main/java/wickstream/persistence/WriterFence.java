package wickstream.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps out writers whose time is over. */
@FunctionalInterface
public interface WriterFence {
  /** Lets everybody through. */
  WriterFence NONE = sql -> {};

  /**
   * Lets a writer through for the rest of its transaction.
   *
   * @throws CheckpointStore.TakenOver if another has taken over
   */
  void pass(Connection sql) throws SQLException;
}
