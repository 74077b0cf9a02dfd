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
import wickstream.store.Database;

/** Where a daemon remembers what is to become of its campaigns, and where each is kept. */
interface Tickets {

  /** Where a campaign leaves files. */
  Path directory(String name);

  /** How the database of a campaign is reached to be written. */
  StoreAccess access(Ticket ticket);

  /** In which database a campaign is kept, to be read. */
  Database database(String name);

  /** The tickets of all campaigns; what cannot be read is left alone, and told. */
  List<Ticket> all() throws IOException;

  /**
   * Writes a ticket where none may be, nor results.
   *
   * @throws Refusal if that is impossible
   */
  void add(Ticket ticket);

  /**
   * Writes a ticket.
   *
   * @throws Refusal if that is impossible
   */
  void save(Ticket ticket);

  /**
   * Removes a campaign's ticket.
   *
   * @param files whether all goes that was measured
   * @throws Refusal if that is impossible
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
