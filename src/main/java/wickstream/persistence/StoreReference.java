package wickstream.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wickstream.results.export.JsonFile;

/**
 * What a run directory remembers of the shared database that its campaign is in. The directory may
 * come from anybody, so this is only shown and compared; nothing connects to it.
 *
 * @param url the database, without user or password
 * @param campaign the campaign's name there
 */
public record StoreReference(String url, String campaign) {
  private static final String FILE = "store.json";

  /**
   * The reference in a run directory, if its campaign is in a shared database.
   *
   * @throws IOException if the file cannot be read or is not JSON
   */
  public static Optional<StoreReference> in(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      return Optional.of(
          new StoreReference(json.path("url").asText(), json.path("campaign").asText()));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not JSON", e);
    }
  }

  /** Writes this reference to a run directory. */
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
    json.put("campaign", campaign);
    return json;
  }
}
