package wickstream.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.config.BadInput;
import wickstream.config.InvalidConfiguration;
import wickstream.config.ProgramInfo;
import wickstream.config.StoreConfig;
import wickstream.persistence.CampaignArchive;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.DirectoryLock;
import wickstream.persistence.Event;
import wickstream.persistence.JdbcCheckpointStore;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.RunTotals;
import wickstream.persistence.StoreReference;

/** The directory and the database of a run, reserved for this process. */
public final class RunStore implements AutoCloseable {
  private final DirectoryLock lock;
  private final JdbcCheckpointStore campaign;
  private final StoreConfig config;
  private final boolean isNew;

  private RunStore(
      DirectoryLock lock, JdbcCheckpointStore campaign, StoreConfig config, boolean isNew) {
    this.lock = lock;
    this.campaign = campaign;
    this.config = config;
    this.isNew = isNew;
  }

  /**
   * Reserves directory and database.
   *
   * @param name what the directory is called before its user: with the option that gave it, if any
   * @throws ExistingRunPolicy.Taken if what is there already stands in the way; then nothing has
   *     changed
   * @throws BadInput if the campaign may not go there; likewise
   * @throws DatabaseFailure if the database cannot be used; likewise
   */
  public static RunStore open(
      Path directory,
      String name,
      StoreAccess access,
      CampaignPlan plan,
      ExistingRunPolicy existingRun) {
    List<Path> made = missing(directory);
    OutputDirectory.requireWritable(directory, name);
    DirectoryLock lock = lock(directory);
    try {
      requireNoLink(Database.in(directory), name);
      String kind = existingRun.settle(directory, access.database(), plan);
      JdbcCheckpointStore campaign = hold(access, directory, plan, existingRun, kind);
      return new RunStore(lock, campaign, access.config(), kind.equals(ExistingRunPolicy.BEGAN));
    } catch (BadInput | InvalidConfiguration | DatabaseFailure | CheckpointStore.TakenOver e) {
      abandon(lock, made);
      throw e;
    } catch (IOException e) {
      abandon(lock, made);
      throw new BadInput("%s: %s".formatted(name, OutputDirectory.reason(e)));
    }
  }

  /** Rejects a symbolic link, which could redirect this run's files to any place. */
  private static void requireNoLink(Database database, String name) {
    database
        .link()
        .ifPresent(
            link -> {
              throw new BadInput(
                  "%s: %s is a symbolic link, where a run has a file of its own"
                      .formatted(name, link.getFileName()));
            });
  }

  /** The directories on the way to one that do not exist, itself first. */
  private static List<Path> missing(Path directory) {
    return Stream.iterate(directory.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .takeWhile(Files::notExists)
        .toList();
  }

  /**
   * Reserves a directory.
   *
   * @throws BadInput if that is impossible
   */
  public static DirectoryLock lock(Path directory) {
    try {
      return DirectoryLock.of(directory, holder());
    } catch (DirectoryLock.InUse e) {
      throw new BadInput(e.getMessage());
    } catch (IOException e) {
      throw new BadInput(
          "%s cannot be reserved: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  /**
   * Reserves the directory of a run that is to be read; where no lock can be left, makes sure that
   * nobody is at work there.
   *
   * @throws BadInput if it is in use, or if that cannot be told
   */
  public static AutoCloseable lockToRead(Path directory) {
    if (Files.isWritable(directory)) {
      return lock(directory);
    }
    try {
      DirectoryLock.requireFree(directory);
      return () -> {};
    } catch (DirectoryLock.InUse e) {
      throw new BadInput(e.getMessage());
    } catch (IOException e) {
      throw new BadInput(
          "whether %s is in use cannot be told: %s".formatted(directory, e.getMessage()));
    }
  }

  /** This process, in words. */
  public static String holder() {
    return "process %d on %s since %s"
        .formatted(
            ProcessHandle.current().pid(),
            ProgramInfo.host(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Leaves no trace of an attempt that was refused. */
  private static void abandon(DirectoryLock lock, List<Path> made) {
    try (lock) {
      lock.close();
      for (Path directory : made) {
        Files.delete(directory);
      }
    } catch (IOException e) {
      // Something has appeared there meanwhile, which is not ours to remove.
    }
  }

  private static JdbcCheckpointStore hold(
      StoreAccess access,
      Path directory,
      CampaignPlan plan,
      ExistingRunPolicy existingRun,
      String kind)
      throws IOException {
    StoreConfig config = access.config();
    Optional<StoreReference> before = StoreReference.in(directory);
    StoreReference.replace(
        directory, config.url().map(url -> new StoreReference(url, plan.config().name())));
    try {
      JdbcCheckpointStore campaign =
          JdbcCheckpointStore.hold(
              ResultsDatabase.open(access.database()),
              plan.config(),
              new JdbcCheckpointStore.Writer(ProgramInfo.version(), holder(), access.fence()));
      if (existingRun == ExistingRunPolicy.REPLACED) {
        campaign.clear();
      }
      note(campaign, kind);
      return campaign;
    } catch (DatabaseFailure | CheckpointStore.TakenOver e) {
      StoreReference.replace(directory, before);
      throw e;
    }
  }

  private static void note(JdbcCheckpointStore campaign, String kind) {
    String message = "%s by %s with wickstream %s".formatted(kind, holder(), ProgramInfo.version());
    campaign.note(new Event(Instant.now(), Optional.empty(), kind, message));
  }

  /** What is kept here, to be read. */
  public CampaignArchive archive() {
    return campaign.archive();
  }

  /** How the campaign had fared before. */
  public RunTotals tally() {
    return campaign.tally();
  }

  /** Whether nothing was there to go on from. */
  public boolean isNew() {
    return isNew;
  }

  /** How the campaign is to keep its state here. */
  public CheckpointPolicy checkpointPolicy() {
    return new CheckpointPolicy(campaign, config.checkpointInterval(), config.patience());
  }

  /** Frees both for others. */
  @Override
  public void close() {
    try (lock) {
      campaign.close();
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }
}
