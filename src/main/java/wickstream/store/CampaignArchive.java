package wickstream.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Verdict;

/** What a database holds of one campaign, to be read; it may be running at the same time. */
public final class CampaignArchive {
  private final ResultsDatabase database;
  private final String campaign;
  private final Consumer<String> onDamage;

  /** An archive whose damage does not matter. */
  public CampaignArchive(ResultsDatabase database, String campaign) {
    this(database, campaign, damage -> {});
  }

  /**
   * @param campaign its name
   * @param onDamage hears of checkpoints that cannot be used, in one sentence each
   */
  public CampaignArchive(ResultsDatabase database, String campaign, Consumer<String> onDamage) {
    this.database = database;
    this.campaign = campaign;
    this.onDamage = onDamage;
  }

  /** The identities of its shards that have been measured. */
  public List<String> shards() {
    return list("SELECT shard FROM shards WHERE campaign = ?", row -> row.getString(1), campaign);
  }

  /** The seeds under which they have: one, unless the campaign was merged from several. */
  public List<Long> seeds() {
    return list(
        "SELECT DISTINCT seed FROM checkpoints WHERE campaign = ? ORDER BY seed",
        row -> row.getLong(1),
        campaign);
  }

  /** The newest sound checkpoint of a shard under each seed. */
  public List<Checkpoint> checkpoints(String shard) {
    List<Checkpoint> newest = new ArrayList<>();
    for (long seed : seeds()) {
      Keeper.Recovery recovery =
          database.transaction(sql -> Checkpoints.of(sql, campaign, shard, seed).recover(0));
      recovery
          .damage()
          .forEach(
              damage ->
                  onDamage.accept(
                      "a checkpoint of shard %s cannot be used: %s".formatted(shard, damage)));
      recovery.checkpoint().ifPresent(newest::add);
    }
    return newest;
  }

  /** How a shard ended; empty if it has not, or has been measured further since. */
  public Optional<Verdict> verdict(String shard, long bags) {
    return list(
            """
            SELECT verdict, reason, networks_needed, networks_needed_is FROM shards
            WHERE campaign = ? AND shard = ? AND bags = ?""",
            CampaignArchive::verdict,
            campaign,
            shard,
            bags)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Verdict> verdict(ResultSet row) throws SQLException {
    double count = row.getDouble(3);
    Optional<NetworksNeeded> needed =
        row.wasNull()
            ? Optional.empty()
            : NetworksNeeded.Basis.labelled(row.getString(4))
                .map(basis -> new NetworksNeeded(count, basis));
    return Verdict.ended(row.getString(1), row.getString(2), needed);
  }

  private <T> List<T> list(String select, Statements.Row<T> row, Object... parameters) {
    return database.transaction(sql -> Statements.query(sql, select, row, parameters));
  }
}
