package wickstream.persistence;

import static wickstream.persistence.Statements.bind;
import static wickstream.persistence.Statements.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultColumn;

/** Writes the state and results of shards to the tables that users query. */
final class ResultTables {
  private static final List<ResultColumn<GreenFunction>> GREENS =
      ResultColumn.OF_GREENS.subList(0, 8); // up to u: the others were added later

  private final Connection sql;
  private final String campaign;

  ResultTables(Connection sql, String campaign) {
    this.sql = sql;
    this.campaign = campaign;
  }

  /** Replaces what the tables say of a shard. */
  void write(ShardResult shard) throws SQLException {
    writeShard(shard);
    execute(sql, "DELETE FROM couplings WHERE campaign = ? AND shard = ?", campaign, shard.id());
    execute(sql, "DELETE FROM greens WHERE campaign = ? AND shard = ?", campaign, shard.id());
    writeValues(shard, shard.couplings());
    writeValues(shard, shard.deviations());
    writeValues(shard, shard.connected());
    writeValues(shard, shard.trainedMeans());
    writeGreens(shard);
  }

  private void writeShard(ShardResult shard) throws SQLException {
    List<Object> cells = ResultColumn.cells(ResultColumn.OF_SHARDS, shard);
    cells.add(0, campaign);
    cells.add(TailColumns.objection(shard.tail()));
    cells.add(TailColumns.why(shard.tail()));
    execute(
        sql,
        """
        INSERT INTO shards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (campaign, shard) DO UPDATE SET
          verdict = excluded.verdict, reason = excluded.reason,
          bags = excluded.bags, networks = excluded.networks,
          networks_needed = excluded.networks_needed,
          networks_needed_is = excluded.networks_needed_is,
          variance_of_variance = excluded.variance_of_variance,
          tail_shape = excluded.tail_shape, weight_mean = excluded.weight_mean,
          effective_sample_size = excluded.effective_sample_size,
          objection = excluded.objection, why = excluded.why""",
        cells.toArray());
  }

  private void writeValues(ShardResult shard, Map<String, MeasuredValue> values)
      throws SQLException {
    for (Map.Entry<String, MeasuredValue> entry : values.entrySet()) {
      List<Object> cells = ResultColumn.cells(ResultColumn.OF_VALUES, entry.getValue());
      cells.addAll(0, List.of(campaign, shard.id(), entry.getKey()));
      cells.addAll(TailColumns.cells(shard.tail(entry.getKey())));
      execute(
          sql,
          "INSERT INTO couplings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          cells.toArray());
    }
  }

  private void writeGreens(ShardResult shard) throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement("INSERT INTO greens VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (GreenFunction green : shard.greens()) {
        List<Object> cells = ResultColumn.cells(GREENS, green);
        cells.addAll(0, List.of(campaign, shard.id()));
        bind(insert, cells.toArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
