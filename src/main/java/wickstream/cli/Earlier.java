package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import wickstream.config.CampaignConfig;
import wickstream.config.Extension;
import wickstream.store.CampaignArchive;
import wickstream.store.Database;
import wickstream.store.ResultFiles;
import wickstream.store.ResultsDatabase;

/** What is to become of an earlier run where another is to go. */
enum Earlier {
  /** There must be none. */
  NONE {
    @Override
    String settle(Path directory, Database database, CampaignConfig config) {
      boolean hasFiles = new ResultFiles(directory).exist();
      if (hasFiles || found(database, config.name()).isPresent()) {
        throw new BadInput(
            "%s already holds results: go on from them with --resume, replace them with --force, or choose another directory with --out"
                .formatted(
                    hasFiles || !database.isShared()
                        ? directory
                        : "campaign %s in %s".formatted(config.name(), database.label())));
      }
      return "began";
    }
  },

  /** It is removed. */
  REPLACED {
    @Override
    String settle(Path directory, Database database, CampaignConfig config) throws IOException {
      database.removeFile();
      return "began";
    }
  },

  /** It is gone on from, if there is one. */
  RESUMED {
    @Override
    String settle(Path directory, Database database, CampaignConfig config) {
      Optional<Found> found = found(database, config.name());
      if (found.isPresent()) {
        return resumption(directory, found.get(), config);
      }
      if (new ResultFiles(directory).exist()) {
        throw new BadInput(
            "%s holds results, but no database to go on from: replace them with --force, or choose another directory with --out"
                .formatted(directory));
      }
      System.err.println(
          "wickstream: nothing to go on from in %s: beginning anew".formatted(directory));
      return "began";
    }
  };

  /**
   * Makes room, or finds what to go on from.
   *
   * @return what is about to happen, in one word
   * @throws BadInput if that would lose or mix results
   */
  abstract String settle(Path directory, Database database, CampaignConfig config)
      throws IOException;

  private static Optional<Found> found(Database database, String name) {
    if (database.isAbsent()) {
      return Optional.empty();
    }
    try (ResultsDatabase results = ResultsDatabase.open(database)) {
      return results
          .campaign(name)
          .map(
              campaign ->
                  new Found(
                      campaign.config(), new CampaignArchive(results, campaign.name()).seeds()));
    }
  }

  private static String resumption(Path directory, Found found, CampaignConfig next) {
    if (found.isMerged()) {
      throw new BadInput(
          "%s was merged from runs with the seeds %s and cannot go on; go on with those runs and merge them again"
              .formatted(directory, found.seeds()));
    }
    List<String> obstacles = Extension.obstacles(found.config(), next);
    if (!obstacles.isEmpty()) {
      throw new BadInput(
          "%s holds another campaign, which cannot go on as this one: %s (only more widths, more sigma-w, a larger max-networks, another max-time or target may differ)"
              .formatted(directory, String.join("; ", obstacles)));
    }
    return found.config().equals(next) ? "resumed" : "extended";
  }

  /**
   * What a database holds.
   *
   * @param seeds under which networks were drawn
   */
  private record Found(CampaignConfig config, List<Long> seeds) {
    boolean isMerged() {
      return seeds.stream().anyMatch(seed -> seed != config.seed());
    }
  }
}
