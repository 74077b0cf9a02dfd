package wickstream.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.StoredStatus;
import wickstream.config.BadInput;
import wickstream.sampling.Kernels;
import wickstream.store.CampaignArchive;
import wickstream.store.Database;
import wickstream.store.DatabaseFailure;
import wickstream.store.JsonFile;
import wickstream.store.NumberedEvent;
import wickstream.store.ResultFiles;
import wickstream.store.ResultsDatabase;

/**
 * The directory in which a daemon keeps its campaigns, each in a directory of its name, laid out
 * like that of a run in the foreground with the ticket beside it.
 */
final class Tickets {
  private static final String FILE = "campaign.json";
  private static final Logger LOG = LoggerFactory.getLogger(Tickets.class);

  private final Path data;

  Tickets(Path data) {
    this.data = data;
  }

  /** Where a campaign is kept. */
  Path directory(String name) {
    Path directory = data.resolve(name).normalize();
    if (!data.normalize().equals(directory.getParent())) {
      throw new BadInput("campaign.name must be that of a directory, was %s".formatted(name));
    }
    return directory;
  }

  /** The tickets of all campaigns; what cannot be read is left alone, and told. */
  List<Ticket> all() throws IOException {
    List<Ticket> tickets = new ArrayList<>();
    try (Stream<Path> directories = Files.list(data)) {
      for (Path directory : directories.sorted().toList()) {
        if (Files.isRegularFile(directory.resolve(FILE))) {
          read(directory).ifPresent(tickets::add);
        }
      }
    }
    return tickets;
  }

  private static Optional<Ticket> read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      Ticket ticket = Ticket.of(JsonFile.read(file), file.toString());
      if (!ticket.name().equals(directory.getFileName().toString())) {
        throw new IllegalStateException("it is of campaign " + ticket.name());
      }
      return Optional.of(ticket);
    } catch (IOException | RuntimeException e) {
      LOG.error("{} cannot be read and is left alone: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** Writes a ticket where none may be, nor results. */
  void add(Ticket ticket) {
    Path directory = directory(ticket.name());
    if (new ResultFiles(directory).exist() || !Database.in(directory).isAbsent()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "%s already holds results of another campaign of this name: give this one another name"
              .formatted(directory));
    }
    save(ticket);
  }

  /**
   * Writes a ticket.
   *
   * @throws Refusal if that is impossible
   */
  void save(Ticket ticket) {
    Path directory = directory(ticket.name());
    try {
      Files.createDirectories(directory);
      JsonFile.write(directory.resolve(FILE), ticket.toMap());
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Kind.NOT_WRITTEN,
          "%s cannot be written: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  /**
   * Removes a campaign's ticket, and if so wanted all that is in its directory.
   *
   * @throws Refusal if that is impossible
   */
  void remove(String name, boolean files) {
    Path directory = directory(name);
    try {
      Files.deleteIfExists(directory.resolve(FILE));
      if (files) {
        removeAll(directory);
      }
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Kind.NOT_WRITTEN,
          "%s cannot be removed: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  /** Follows no links: what they point to is not ours. */
  private static void removeAll(Path directory) throws IOException {
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

  /**
   * What is known of a campaign that is not running.
   *
   * @param newest how many of its last events are wanted
   */
  Memory remember(Ticket ticket, Kernels kernels, int newest) {
    CampaignPlan plan = new CampaignPlan(ticket.config().campaign(), kernels);
    Database database = Database.in(directory(ticket.name()));
    if (database.isAbsent()) {
      return new Memory(StoredStatus.unknown(plan), List.of());
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      CampaignArchive archive = new CampaignArchive(open, ticket.name());
      return new Memory(
          StoredStatus.of(plan, archive.keptShards()),
          archive.events(Math.max(0, archive.lastEvent() - newest), newest));
    } catch (DatabaseFailure e) {
      LOG.error("What campaign {} measured cannot be read: {}", ticket.name(), e.getMessage());
      return new Memory(StoredStatus.unknown(plan), List.of());
    }
  }

  /** The events of a campaign after one, whether it runs or not. */
  List<NumberedEvent> events(String name, long after, int most) {
    Database database = Database.in(directory(name));
    if (database.isAbsent()) {
      return List.of();
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      return new CampaignArchive(open, name).events(after, most);
    }
  }
}
