package wickstream.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps out writers whose time is over. */
@FunctionalInterface
public interface Fence {
  /** Lets everybody through. */
  Fence NONE = sql -> {};

  /**
   * Lets a writer through for the rest of its transaction.
   *
   * @throws Keeper.TakenOver if another has taken over
   */
  void pass(Connection sql) throws SQLException;
}
