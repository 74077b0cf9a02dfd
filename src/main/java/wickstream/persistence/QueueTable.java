package wickstream.persistence;

import static wickstream.persistence.Statements.execute;
import static wickstream.persistence.Statements.query;

import java.util.List;

/** The queued campaigns that the coordinators of a cluster share. */
public final class QueueTable {
  private final ResultsDatabase database;
  private final WriterFence fence;

  /**
   * @param fence admits the writer that may write
   */
  public QueueTable(ResultsDatabase database, WriterFence fence) {
    this.database = database;
    this.fence = fence;
  }

  /**
   * Only checks the fence.
   *
   * @throws CheckpointStore.TakenOver if others may write now
   */
  public void confirm() {
    database.transaction(
        sql -> {
          fence.pass(sql);
          return sql;
        });
  }

  /** The texts of all rows, in the order of their campaigns' names. */
  public List<String> all() {
    return database.transaction(
        sql -> query(sql, "SELECT ticket FROM tickets ORDER BY campaign", row -> row.getString(1)));
  }

  /** Whether a campaign of this name is queued, or has been measured. */
  public boolean isTaken(String campaign) {
    return database.campaigns().stream().anyMatch(known -> known.name().equals(campaign))
        || database.transaction(
            sql ->
                !query(
                        sql,
                        "SELECT campaign FROM tickets WHERE campaign = ?",
                        row -> row.getString(1),
                        campaign)
                    .isEmpty());
  }

  /**
   * Writes the row of a campaign.
   *
   * @throws CheckpointStore.TakenOver if others may write now
   */
  public void save(String campaign, String queuedCampaign) {
    database.transaction(
        sql -> {
          fence.pass(sql);
          return execute(
              sql,
              """
              INSERT INTO tickets VALUES (?, ?)
              ON CONFLICT (campaign) DO UPDATE SET ticket = excluded.ticket""",
              campaign,
              queuedCampaign);
        });
  }

  /**
   * Removes the row of a campaign.
   *
   * @param measured whether its measurements are deleted too
   * @throws CheckpointStore.TakenOver if others may write now
   */
  public void remove(String campaign, boolean measured) {
    database.transaction(
        sql -> {
          fence.pass(sql);
          if (measured) {
            execute(sql, "DELETE FROM campaigns WHERE name = ?", campaign);
          }
          return execute(sql, "DELETE FROM tickets WHERE campaign = ?", campaign);
        });
  }
}
