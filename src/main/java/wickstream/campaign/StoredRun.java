package wickstream.campaign;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.config.StoreConfig;
import wickstream.persistence.CampaignArchive;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.StoreReference;
import wickstream.persistence.StoredCampaign;
import wickstream.sampling.Shard;

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
  private static final int LONGEST_URL = 200;

  /**
   * Opens the database of a run directory, which may be one that nothing can be written to. What
   * the directory says of another database is not followed, for a stranger may have written it.
   *
   * @param store where the user says that the campaign is kept
   * @param warnings hears of damage that was found, of each once
   * @throws BadInput if there is none that can be read
   */
  public static StoredRun open(Path directory, StoreConfig store, Consumer<String> warnings) {
    try {
      Database database = Database.of(store, directory, StoreAccess::variable);
      if (database.isAbsent()) {
        throw absent(directory);
      }
      return of(directory, ResultsDatabase.openToRead(database), warnings);
    } catch (AccessDeniedException e) {
      throw new BadInput("%s cannot be read: permission denied".formatted(e.getFile()));
    } catch (DatabaseFailure e) {
      throw new BadInput("the results database cannot be used: " + e.getMessage());
    } catch (IOException e) {
      throw new BadInput("%s cannot be read: %s".formatted(directory, OutputDirectory.reason(e)));
    }
  }

  private static StoredRun of(Path directory, ResultsDatabase results, Consumer<String> warnings)
      throws IOException {
    try {
      StoredCampaign campaign = campaign(directory, results);
      StoredRun run =
          new StoredRun(
              directory,
              campaign.config(),
              new CampaignArchive(results, campaign.name(), once(warnings)),
              results);
      run.requireOfThisVersion();
      return run;
    } catch (IOException | RuntimeException e) {
      results.close(); // lest files stay beside it
      throw e;
    }
  }

  private static BadInput absent(Path directory) throws IOException {
    return StoreReference.in(directory)
        .map(
            reference ->
                new BadInput(
                    "%s says that its campaign is kept in %s, to which nothing connects on a directory's word: if that is yours, add --store URL"
                        .formatted(directory, onOneLine(reference.url()))))
        .orElse(
            new BadInput(
                "%s must be the directory of a run, holds no results database"
                    .formatted(directory)));
  }

  /** A text from a file that anybody may have written. */
  private static String onOneLine(String text) {
    String shown = text.replaceAll("[^ -~]", "?");
    return shown.length() > LONGEST_URL ? shown.substring(0, LONGEST_URL) + "..." : shown;
  }

  private static StoredCampaign campaign(Path directory, ResultsDatabase results)
      throws IOException {
    Database database = results.database();
    String name = "";
    if (database.isShared()) {
      name =
          StoreReference.in(directory)
              .map(StoreReference::campaign)
              .orElseThrow(
                  () ->
                      new BadInput(
                          "%s must be the directory of a run that is kept in %s, holds no store.json"
                              .formatted(directory, database.label())));
    }
    String wanted = name.isEmpty() ? "" : " " + onOneLine(name);
    return results
        .campaign(name)
        .orElseThrow(
            () -> new BadInput("%s holds no campaign%s".formatted(database.label(), wanted)));
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

  private void requireOfThisVersion() {
    List<String> measured = archive.shards();
    Set<String> known =
        new CampaignPlan(config).shards().stream().map(Shard::id).collect(Collectors.toSet());
    if (!measured.isEmpty() && measured.stream().noneMatch(known::contains)) {
      throw new BadInput(
          "%s was measured by a version that gives other numbers: read it with that version"
              .formatted(directory));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
