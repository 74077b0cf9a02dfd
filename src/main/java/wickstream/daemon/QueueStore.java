package wickstream.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import wickstream.campaign.StoreAccess;
import wickstream.config.BadInput;
import wickstream.persistence.Database;

/** Where a daemon remembers what is to become of its campaigns, and where each is kept. */
interface QueueStore {

  /** Where a campaign leaves files. */
  Path directory(String name);

  /** How the database of a campaign is reached to be written. */
  StoreAccess access(QueuedCampaign queuedCampaign);

  /** In which database a campaign is kept, to be read. */
  Database database(String name);

  /** The tickets of all campaigns; what cannot be read is left alone, and told. */
  List<QueuedCampaign> all() throws IOException;

  /**
   * Writes a ticket where none may be, nor results.
   *
   * @throws RequestRejected if that is impossible
   */
  void add(QueuedCampaign queuedCampaign);

  /**
   * Writes a ticket.
   *
   * @throws RequestRejected if that is impossible
   */
  void save(QueuedCampaign queuedCampaign);

  /**
   * Removes a campaign's ticket.
   *
   * @param files whether all goes that was measured
   * @throws RequestRejected if that is impossible
   */
  void remove(String name, boolean files);

  /** The directory of this name in that of all campaigns. */
  static Path directory(Path data, String name) {
    Path directory = data.resolve(name).normalize();
    if (!data.normalize().equals(directory.getParent())) {
      throw new BadInput("campaign.name must be that of a directory, was %s".formatted(name));
    }
    return directory;
  }

  /** Removes a directory with what is in it. Follows no links: what they point to is not ours. */
  static void removeAll(Path directory) throws IOException {
    if (Files.isSymbolicLink(directory)) {
      Files.delete(directory);
      return;
    }
    try (Stream<Path> inside = Files.walk(directory)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
