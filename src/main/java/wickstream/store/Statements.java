package wickstream.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Executes statements with their parameters. */
final class Statements {
  private Statements() {}

  /** Executes a statement; returns how many rows it changed. */
  static int execute(Connection sql, String statement, Object... parameters) throws SQLException {
    try (PreparedStatement prepared = sql.prepareStatement(statement)) {
      bind(prepared, parameters);
      return prepared.executeUpdate();
    }
  }

  /** Sets all parameters; a NaN or infinite number is NULL. */
  static void bind(PreparedStatement prepared, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      prepared.setObject(i + 1, storable(parameters[i]));
    }
  }

  private static Object storable(Object parameter) {
    return parameter instanceof Double number && !Double.isFinite(number) ? null : parameter;
  }
}
