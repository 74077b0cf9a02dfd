package wickstream.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run directory remembers of the shared database that its campaign is in.
 *
 * @param url the database, without user or password
 * @param userVariable the environment variable that holds the user
 * @param passwordVariable the environment variable that holds the password
 * @param campaign the campaign's name there
 */
public record StoreReference(
    String url, String userVariable, String passwordVariable, String campaign) {
  private static final String FILE = "store.json";

  /** The reference in a run directory, if its campaign is in a shared database. */
  public static Optional<StoreReference> in(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    return Optional.of(
        new StoreReference(
            json.path("url").asText(),
            json.path("user-variable").asText(),
            json.path("password-variable").asText(),
            json.path("campaign").asText()));
  }

  /** Leaves this reference and no other in a run directory. */
  public static void replace(Path directory, Optional<StoreReference> reference)
      throws IOException {
    if (reference.isPresent()) {
      JsonFile.write(directory.resolve(FILE), reference.get().toMap());
    } else {
      Files.deleteIfExists(directory.resolve(FILE));
    }
  }

  private Map<String, String> toMap() {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("url", url);
    json.put("user-variable", userVariable);
    json.put("password-variable", passwordVariable);
    json.put("campaign", campaign);
    return json;
  }

  /**
   * The database.
   *
   * @param environment the value of an environment variable
   */
  public Database database(Function<String, Optional<String>> environment) {
    return Database.at(url, environment.apply(userVariable), environment.apply(passwordVariable));
  }
}
