package wickstream.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.StoreAccess;
import wickstream.persistence.Database;
import wickstream.results.export.JsonFile;
import wickstream.results.export.ResultFiles;

/**
 * The directory in which a daemon keeps its campaigns, each in a directory of its name, laid out
 * like that of a run in the foreground with the ticket beside it.
 */
final class FileQueueStore implements QueueStore {
  private static final String FILE = "campaign.json";
  private static final Logger LOG = LoggerFactory.getLogger(FileQueueStore.class);

  private final Path data;

  FileQueueStore(Path data) {
    this.data = data;
  }

  @Override
  public Path directory(String name) {
    return QueueStore.directory(data, name);
  }

  @Override
  public StoreAccess access(QueuedCampaign queuedCampaign) {
    // Whatever a directory's ticket says: it may have been copied here from elsewhere.
    return StoreAccess.alone(
        queuedCampaign.config().store().inRunDirectory(), directory(queuedCampaign.name()));
  }

  @Override
  public Database database(String name) {
    return Database.in(directory(name));
  }

  @Override
  public List<QueuedCampaign> all() throws IOException {
    List<QueuedCampaign> queueStore = new ArrayList<>();
    try (Stream<Path> directories = Files.list(data)) {
      for (Path directory : directories.sorted().toList()) {
        if (Files.isRegularFile(directory.resolve(FILE))) {
          read(directory).ifPresent(queueStore::add);
        }
      }
    }
    return queueStore;
  }

  private static Optional<QueuedCampaign> read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      QueuedCampaign queuedCampaign = QueuedCampaign.of(JsonFile.read(file), file.toString());
      if (!queuedCampaign.name().equals(directory.getFileName().toString())) {
        throw new IllegalStateException("it is of campaign " + queuedCampaign.name());
      }
      return Optional.of(queuedCampaign);
    } catch (IOException | RuntimeException e) {
      LOG.error("{} cannot be read and is left alone: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void add(QueuedCampaign queuedCampaign) {
    Path directory = directory(queuedCampaign.name());
    if (new ResultFiles(directory).exist() || !Database.in(directory).isAbsent()) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "%s already holds results of another campaign of this name: give this one another name"
              .formatted(directory));
    }
    save(queuedCampaign);
  }

  @Override
  public void save(QueuedCampaign queuedCampaign) {
    Path directory = directory(queuedCampaign.name());
    try {
      Files.createDirectories(directory);
      JsonFile.write(directory.resolve(FILE), queuedCampaign.toMap());
    } catch (IOException e) {
      throw new RequestRejected(
          RequestRejected.Kind.NOT_WRITTEN,
          "%s cannot be written: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  @Override
  public void remove(String name, boolean files) {
    Path directory = directory(name);
    try {
      Files.deleteIfExists(directory.resolve(FILE));
      if (files) {
        QueueStore.removeAll(directory);
      }
    } catch (IOException e) {
      throw new RequestRejected(
          RequestRejected.Kind.NOT_WRITTEN,
          "%s cannot be removed: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }
}
