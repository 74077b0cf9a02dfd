package wickstream.persistence;

import static wickstream.persistence.Statements.bind;
import static wickstream.persistence.Statements.execute;
import static wickstream.persistence.Statements.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wickstream.statistics.Estimate;

/** The table of judgements of shards. */
final class JudgementTable {
  private static final String COLUMNS =
      "networks, value, standard_error, degrees_of_freedom, " + TailColumns.NAMES;

  private JudgementTable() {}

  /** Replaces those of a shard. */
  static void write(Connection sql, String campaign, String shard, List<JudgementRecord> judgements)
      throws SQLException {
    execute(sql, "DELETE FROM judgements WHERE campaign = ? AND shard = ?", campaign, shard);
    try (PreparedStatement insert =
        sql.prepareStatement("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (JudgementRecord judgement : judgements) {
        bind(
            insert,
            campaign,
            shard,
            judgement.networks(),
            judgement.estimate().value(),
            judgement.estimate().standardError(),
            judgement.estimate().degreesOfFreedom(),
            judgement.tail().varianceOfVariance(),
            judgement.tail().shape(),
            TailColumns.objection(judgement.tail()),
            TailColumns.why(judgement.tail()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Those of a shard up to this many networks, the earliest first. */
  static List<JudgementRecord> of(Connection sql, String campaign, String shard, long networks)
      throws SQLException {
    return query(
        sql,
        "SELECT "
            + COLUMNS
            + " FROM judgements WHERE campaign = ? AND shard = ? AND networks <= ? ORDER BY networks",
        JudgementTable::judgement,
        campaign,
        shard,
        networks);
  }

  /** Those of each shard, by its identity, the earliest first. */
  static Map<String, List<JudgementRecord>> of(Connection sql, String campaign)
      throws SQLException {
    Map<String, List<JudgementRecord>> judgements = new HashMap<>();
    query(
        sql,
        "SELECT " + COLUMNS + ", shard FROM judgements WHERE campaign = ? ORDER BY networks",
        row ->
            judgements
                .computeIfAbsent(row.getString(9), shard -> new ArrayList<>())
                .add(judgement(row)),
        campaign);
    return judgements;
  }

  private static JudgementRecord judgement(ResultSet row) throws SQLException {
    return new JudgementRecord(
        row.getLong(1),
        new Estimate(
            Statements.number(row, 2), Statements.number(row, 3), degreesOfFreedom(row, 4)),
        TailColumns.read(row, 5));
  }

  private static double degreesOfFreedom(ResultSet row, int column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? Double.POSITIVE_INFINITY : number;
  }
}
