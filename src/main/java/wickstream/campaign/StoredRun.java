package wickstream.campaign;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.sampling.Kernels;
import wickstream.sampling.Shard;
import wickstream.store.CampaignArchive;
import wickstream.store.Database;
import wickstream.store.DatabaseFailure;
import wickstream.store.ResultsDatabase;
import wickstream.store.StoreReference;
import wickstream.store.StoredCampaign;

/**
 * A campaign that was run in some directory, to be read.
 *
 * @param directory where it was run
 * @param config its configuration
 * @param archive what is known of it
 * @param database which is open
 */
public record StoredRun(
    Path directory, CampaignConfig config, CampaignArchive archive, ResultsDatabase database)
    implements AutoCloseable {

  /**
   * Opens the database of a run directory, which may be one that nothing can be written to.
   *
   * @param warnings hears of damage that was found, of each once
   * @throws BadInput if there is none that can be read
   */
  public static StoredRun open(Path directory, Kernels kernels, Consumer<String> warnings) {
    try {
      Optional<StoreReference> reference = StoreReference.in(directory);
      Database database =
          reference
              .map(shared -> shared.database(StoredRun::variable))
              .orElse(Database.in(directory));
      if (database.isAbsent()) {
        throw new BadInput(
            "%s must be the directory of a run, holds no results database".formatted(directory));
      }
      ResultsDatabase results = ResultsDatabase.openToRead(database);
      StoredCampaign campaign =
          results
              .campaign(reference.map(StoreReference::campaign).orElse(""))
              .orElseThrow(() -> new BadInput("%s holds no campaign".formatted(database.label())));
      StoredRun run =
          new StoredRun(
              directory,
              campaign.config(),
              new CampaignArchive(results, campaign.name(), once(warnings)),
              results);
      run.requireOfThisVersion(kernels);
      return run;
    } catch (AccessDeniedException e) {
      throw new BadInput("%s cannot be read: permission denied".formatted(e.getFile()));
    } catch (DatabaseFailure e) {
      throw new BadInput("the results database cannot be used: " + e.getMessage());
    } catch (IOException e) {
      throw new BadInput("%s cannot be read: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  /** Says each thing once, however often it is found. */
  private static Consumer<String> once(Consumer<String> warnings) {
    Set<String> said = ConcurrentHashMap.newKeySet();
    return damage -> {
      if (said.add(damage)) {
        warnings.accept(damage);
      }
    };
  }

  private void requireOfThisVersion(Kernels kernels) {
    List<String> measured = archive.shards();
    Set<String> known =
        new CampaignPlan(config, kernels)
            .shards().stream().map(Shard::id).collect(Collectors.toSet());
    if (!measured.isEmpty() && measured.stream().noneMatch(known::contains)) {
      throw new BadInput(
          "%s was measured by a version that draws other networks: read it with that version"
              .formatted(directory));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
