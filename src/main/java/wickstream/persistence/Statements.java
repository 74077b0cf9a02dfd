package wickstream.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

  /** What a query finds, row by row. */
  static <T> List<T> query(Connection sql, String select, Row<T> row, Object... parameters)
      throws SQLException {
    try (PreparedStatement prepared = sql.prepareStatement(select)) {
      bind(prepared, parameters);
      try (ResultSet found = prepared.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(row.read(found));
        }
        return rows;
      }
    }
  }

  /** Reads the current row of a result. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The number in a column, NaN where it is NULL. */
  static double number(ResultSet row, int column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? Double.NaN : number;
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
