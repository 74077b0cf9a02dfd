package wickstream.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.config.Extension;
import wickstream.config.InvalidConfiguration;
import wickstream.persistence.CampaignArchive;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.StoreReference;
import wickstream.results.export.ResultFiles;
import wickstream.sampling.Shard;

/** What is to become of an earlier run where another is to go. */
public enum ExistingRunPolicy {
  /** There must be none. */
  NONE {
    @Override
    String settle(Path directory, Database database, CampaignPlan plan) throws IOException {
      boolean isTaken = new ResultFiles(directory).exist() || holdsAnother(directory, database);
      Optional<Found> found = isTaken ? Optional.empty() : found(database, plan.config().name());
      if (isTaken || found.isPresent()) {
        throw new Taken(
            "%s already holds results"
                .formatted(
                    isTaken || !database.isShared()
                        ? directory
                        : "campaign %s in %s".formatted(plan.config().name(), database.label())),
            !isMerged(directory));
      }
      return BEGAN;
    }
  },

  /** It is removed. */
  REPLACED {
    @Override
    String settle(Path directory, Database database, CampaignPlan plan) throws IOException {
      Database.in(directory).removeFile(); // also where the new run is kept elsewhere
      return BEGAN;
    }
  },

  /** It is resumed, if there is one. */
  RESUMED {
    @Override
    String settle(Path directory, Database database, CampaignPlan plan) throws IOException {
      if (holdsAnother(directory, database)) {
        throw new BadInput(
            "%s holds a campaign that is kept in another database; go on with the store.url it had"
                .formatted(directory));
      }
      Optional<Found> found = found(database, plan.config().name());
      if (found.isPresent()) {
        return resumption(directory, found.get(), plan);
      }
      if (new ResultFiles(directory).exist()) {
        throw new Taken(
            "%s holds results, but no database to go on from".formatted(directory), false);
      }
      return BEGAN;
    }
  },

  /**
   * The shared database's is gone on from, if there is one; what files are in the directory are
   * copies that another machine may have outdated.
   */
  SHARED {
    @Override
    String settle(Path directory, Database database, CampaignPlan plan) {
      return found(database, plan.config().name())
          .map(found -> resumption(directory, found, plan))
          .orElse(BEGAN);
    }
  };

  static final String BEGAN = "began";

  /** Results are in the way. What a user can do about it depends on what was asked for. */
  public static final class Taken extends BadInput {
    private static final long serialVersionUID = 1;

    private final boolean mayGoOn;

    Taken(String message, boolean mayGoOn) {
      super(message);
      this.mayGoOn = mayGoOn;
    }

    /** Whether a run can go on from them. */
    public boolean mayGoOn() {
      return mayGoOn;
    }

    /** The same with what can be done about it. */
    public BadInput withAdvice(String advice) {
      return new BadInput("%s: %s".formatted(getMessage(), advice));
    }
  }

  /**
   * Makes room, or finds what to go on from.
   *
   * @return what is about to happen, in one word
   * @throws Taken if that would lose results
   * @throws BadInput if it would mix them
   */
  abstract String settle(Path directory, Database database, CampaignPlan plan) throws IOException;

  /** Whether a directory's campaign is kept in another database than this one. */
  private static boolean holdsAnother(Path directory, Database database) throws IOException {
    Optional<StoreReference> reference = StoreReference.in(directory);
    return database.isShared()
        ? !Database.in(directory).isAbsent()
            || reference.isPresent() && !database.isAt(reference.get().url())
        : reference.isPresent() && database.isAbsent();
  }

  /** Whether a directory's own database is known to be merged from several. */
  private static boolean isMerged(Path directory) {
    try {
      return found(Database.in(directory), "").filter(Found::isMerged).isPresent();
    } catch (DatabaseFailure | InvalidConfiguration e) {
      return false;
    }
  }

  private static Optional<Found> found(Database database, String name) {
    if (database.isAbsent()) {
      return Optional.empty();
    }
    try (ResultsDatabase results = ResultsDatabase.open(database)) {
      return results
          .campaign(name)
          .map(
              campaign -> {
                CampaignArchive archive = new CampaignArchive(results, campaign.name());
                return new Found(campaign.config(), archive.seeds(), archive.shards());
              });
    }
  }

  private static String resumption(Path directory, Found found, CampaignPlan next) {
    if (found.isMerged()) {
      throw new BadInput(
          "%s was merged from runs with the seeds %s and cannot go on; go on with those runs and merge them again"
              .formatted(directory, found.seeds()));
    }
    List<String> obstacles = Extension.obstacles(found.config(), next.config());
    if (!obstacles.isEmpty()) {
      throw new BadInput(
          "%s holds another campaign, which cannot go on as this one: %s (only more widths, more sigma-w, a larger max-networks, another max-time or target may differ)"
              .formatted(directory, String.join("; ", obstacles)));
    }
    Set<String> mine = next.shards().stream().map(Shard::id).collect(Collectors.toSet());
    if (!mine.containsAll(found.shards())) {
      throw new Taken(
          "%s was measured by a version that gives other numbers, which alone can go on from it"
              .formatted(directory),
          false);
    }
    return found.config().equals(next.config()) ? "resumed" : "extended";
  }

  /**
   * What a database holds.
   *
   * @param seeds under which networks were drawn
   * @param shards the identities of those that were measured
   */
  private record Found(CampaignConfig config, List<Long> seeds, List<String> shards) {
    boolean isMerged() {
      return seeds.stream().anyMatch(seed -> seed != config.seed());
    }
  }
}
