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
import wickstream.store.Database;
import wickstream.store.JsonFile;
import wickstream.store.ResultFiles;

/**
 * The directory in which a daemon keeps its campaigns, each in a directory of its name, laid out
 * like that of a run in the foreground with the ticket beside it.
 */
final class FileTickets implements Tickets {
  private static final String FILE = "campaign.json";
  private static final Logger LOG = LoggerFactory.getLogger(FileTickets.class);

  private final Path data;

  FileTickets(Path data) {
    this.data = data;
  }

  @Override
  public Path directory(String name) {
    return Tickets.directory(data, name);
  }

  @Override
  public StoreAccess access(Ticket ticket) {
    // Whatever a directory's ticket says: it may have been copied here from elsewhere.
    return StoreAccess.alone(ticket.config().store().inRunDirectory(), directory(ticket.name()));
  }

  @Override
  public Database database(String name) {
    return Database.in(directory(name));
  }

  @Override
  public List<Ticket> all() throws IOException {
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

  @Override
  public void add(Ticket ticket) {
    Path directory = directory(ticket.name());
    if (new ResultFiles(directory).exist() || !Database.in(directory).isAbsent()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "%s already holds results of another campaign of this name: give this one another name"
              .formatted(directory));
    }
    save(ticket);
  }

  @Override
  public void save(Ticket ticket) {
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

  @Override
  public void remove(String name, boolean files) {
    Path directory = directory(name);
    try {
      Files.deleteIfExists(directory.resolve(FILE));
      if (files) {
        Tickets.removeAll(directory);
      }
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Kind.NOT_WRITTEN,
          "%s cannot be removed: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }
}
