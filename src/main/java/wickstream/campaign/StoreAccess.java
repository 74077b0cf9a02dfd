package wickstream.campaign;

import java.nio.file.Path;
import java.util.Optional;
import wickstream.config.StoreConfig;
import wickstream.persistence.Database;
import wickstream.persistence.WriterFence;

/**
 * How the database of a campaign is reached.
 *
 * @param config which it is, and how often it is written
 * @param database the same, as it is opened
 * @param fence lets this process through as long as it may write
 */
public record StoreAccess(StoreConfig config, Database database, WriterFence fence) {

  /** For a process outside of a cluster, whose right to write cannot be revoked. */
  public static StoreAccess alone(StoreConfig config, Path directory) {
    return new StoreAccess(
        config, Database.of(config, directory, StoreAccess::variable), WriterFence.NONE);
  }

  /** The value of an environment variable. */
  public static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
