package wickstream.persistence;

import java.sql.SQLException;

/** The results database could not be read or written; the message says why, in one line. */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message why, in one line
   */
  public DatabaseFailure(String message) {
    super(message);
  }

  DatabaseFailure(Database database, SQLException cause) {
    super("%s: %s".formatted(database.label(), firstLine(cause)), cause);
  }

  private static String firstLine(SQLException cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
  }
}
