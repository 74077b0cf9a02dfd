package wickstream.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;

/** The columns that hold a tail diagnosis. */
final class TailColumns {
  /** Their names, in the order in which they are read. */
  static final String NAMES = "variance_of_variance, tail_shape, objection, why";

  private TailColumns() {}

  /** What the columns say, of which the first is at this place of the row. */
  static TailDiagnosis read(ResultSet row, int first) throws SQLException {
    return new TailDiagnosis(
        Statements.number(row, first),
        Statements.number(row, first + 1),
        objection(row.getString(first + 2), row.getString(first + 3)));
  }

  private static Optional<Objection> objection(String kind, String why) {
    return Optional.ofNullable(kind)
        .map(
            word ->
                new Objection(
                    Objection.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')), why));
  }

  /** What is written there. */
  static List<Object> cells(TailDiagnosis tail) {
    return Arrays.asList(tail.varianceOfVariance(), tail.shape(), objection(tail), why(tail));
  }

  /** What speaks against a sample, in one word such as {@code known-mean-missed}; may be null. */
  static String objection(TailDiagnosis tail) {
    return tail.objection()
        .map(objection -> objection.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .orElse(null);
  }

  /** The same as a clause; may be null. */
  static String why(TailDiagnosis tail) {
    return tail.objection().map(Objection::why).orElse(null);
  }
}
