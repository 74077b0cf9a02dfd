package wickstream.persistence;

import static wickstream.persistence.Statements.bind;
import static wickstream.persistence.Statements.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import wickstream.physics.Ensemble;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Verdict;

/** Writes the state and results of shards to the tables that users query. */
final class ResultTables {
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
    writeValues(shard.id(), shard.couplings());
    writeValues(shard.id(), shard.deviations());
    writeValues(shard.id(), shard.connected());
    writeGreens(shard);
  }

  private void writeShard(ShardResult shard) throws SQLException {
    Ensemble ensemble = shard.ensemble();
    Verdict verdict = shard.verdict();
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
        campaign,
        shard.id(),
        ensemble.activation().label(),
        ensemble.dIn(),
        ensemble.dOut(),
        shard.width(),
        ensemble.sigmaW(),
        ensemble.sigmaB(),
        ensemble.cutoff().orElse(Double.NaN),
        shard.estimator().label(),
        verdict.label(),
        verdict.reason(),
        shard.bags(),
        shard.networks(),
        verdict.networksNeeded().map(NetworksNeeded::count).orElse(Double.NaN),
        verdict.networksNeeded().map(needed -> needed.basis().label()).orElse(null),
        shard.tail().varianceOfVariance(),
        shard.tail().shape(),
        shard.weightMean(),
        shard.effectiveSampleSize(),
        TailColumns.objection(shard.tail()),
        TailColumns.why(shard.tail()));
  }

  private void writeValues(String shard, Map<String, MeasuredValue> values) throws SQLException {
    for (Map.Entry<String, MeasuredValue> entry : values.entrySet()) {
      MeasuredValue value = entry.getValue();
      execute(
          sql,
          "INSERT INTO couplings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          campaign,
          shard,
          entry.getKey(),
          value.value(),
          value.standardError(),
          value.low(),
          value.high(),
          value.confidence(),
          value.exact().orElse(Double.NaN));
    }
  }

  private void writeGreens(ShardResult shard) throws SQLException {
    try (PreparedStatement insert =
        sql.prepareStatement("INSERT INTO greens VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (GreenFunction green : shard.greens()) {
        bind(
            insert,
            campaign,
            shard.id(),
            green.order(),
            green.indices().stream().map(String::valueOf).collect(Collectors.joining(" ")),
            green.green().value(),
            green.green().standardError(),
            green.free(),
            green.deviation(),
            green.normalised(),
            green.coupling().value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
