package wickstream.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoreAccess;
import wickstream.config.StoreConfig;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.Leadership;
import wickstream.persistence.QueueTable;
import wickstream.persistence.ResultsDatabase;
import wickstream.results.export.JsonFile;

/**
 * The database that the coordinators of a cluster share, in the hands of the one that leads. What
 * it writes is refused once another leads. Result files go to a directory of this machine.
 */
final class SharedQueueStore implements QueueStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedQueueStore.class);

  private final Path data;
  private final StoreConfig config;
  private final Database database;
  private final ResultsDatabase open;
  private final Leadership leadership;
  private final QueueTable table;

  private SharedQueueStore(
      Path data, StoreConfig config, ResultsDatabase open, Leadership leadership) {
    this.data = data;
    this.config = config;
    this.database = open.database();
    this.open = open;
    this.leadership = leadership;
    this.table = new QueueTable(open, leadership);
  }

  /**
   * Takes the lead.
   *
   * @param data where result files go
   * @param config the database, with its URL
   * @param whenDeposed is run, perhaps more than once, when another turns out to have taken it
   * @throws DatabaseFailure if it cannot be used
   */
  static SharedQueueStore takeOver(Path data, StoreConfig config, Runnable whenDeposed) {
    ResultsDatabase open =
        ResultsDatabase.open(Database.ofCoordinator(config, StoreAccess::variable));
    try {
      return new SharedQueueStore(
          data, config, open, Leadership.take(open, RunStore.holder(), whenDeposed));
    } catch (DatabaseFailure e) {
      open.close();
      throw e;
    }
  }

  /** Grows with every change of the lead. */
  long epoch() {
    return leadership.epoch();
  }

  /** Finds out whether another has taken the lead, which is then told. */
  void confirm() {
    table.confirm();
  }

  @Override
  public Path directory(String name) {
    return QueueStore.directory(data, name);
  }

  @Override
  public StoreAccess access(QueuedCampaign queuedCampaign) {
    return new StoreAccess(config, database, leadership);
  }

  @Override
  public Database database(String name) {
    return database;
  }

  @Override
  public List<QueuedCampaign> all() {
    List<QueuedCampaign> queueStore = new ArrayList<>();
    for (String text : table.all()) {
      try {
        queueStore.add(QueuedCampaign.shared(JsonFile.parse(text), "the table of tickets"));
      } catch (IOException | RuntimeException e) {
        LOG.error("A ticket in {} cannot be read: {}", database.label(), e.getMessage());
      }
    }
    return queueStore;
  }

  @Override
  public void add(QueuedCampaign queuedCampaign) {
    if (table.isTaken(queuedCampaign.name())) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "%s already holds results of another campaign %s: give this one another name"
              .formatted(database.label(), queuedCampaign.name()));
    }
    save(queuedCampaign);
  }

  @Override
  public void save(QueuedCampaign queuedCampaign) {
    written(() -> table.save(queuedCampaign.name(), JsonFile.line(queuedCampaign.toMap())));
  }

  @Override
  public void remove(String name, boolean files) {
    written(() -> table.remove(name, files));
    if (files) {
      removeFiles(directory(name));
    }
  }

  private static void removeFiles(Path directory) {
    try {
      if (directory.toFile().exists()) {
        QueueStore.removeAll(directory);
      }
    } catch (IOException e) {
      throw new RequestRejected(
          RequestRejected.Kind.NOT_WRITTEN,
          "%s cannot be removed: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  private static void written(Runnable writing) {
    try {
      writing.run();
    } catch (DatabaseFailure | CheckpointStore.TakenOver e) {
      throw new RequestRejected(RequestRejected.Kind.NOT_WRITTEN, e.getMessage());
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
