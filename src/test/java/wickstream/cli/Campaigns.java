package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Campaign files for tests. */
final class Campaigns {
  /** Four shards that converge at their first judgement. */
  static final String TINY =
      """
      campaign {
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [5, 20]
        sigma-w = [1.0, 2.0]
        orders = [2, 4]
        bag-size = 200
        stop { observable = u4, relative-error = 0.2 }
      }
      """;

  /** Four shards that take several grants and a while; saved as often as can be. */
  static final String LONG =
      """
      campaign {
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [5, 20]
        sigma-w = [1.0, 2.0]
        orders = [2, 4]
        bag-size = 200
        stop { observable = u4, relative-error = 0.003 }
      }
      store.checkpoint-interval = 20 milliseconds
      """;

  /** Settings with which a campaign runs for ever. */
  static final String[] ENDLESS = {
    "--set", "stop.relative-error=1e-6", "--set", "stop.max-networks=1e15"
  };

  private Campaigns() {}

  /** Writes the tiny campaign as tiny.conf into a directory. */
  static Path tinyIn(Path directory) {
    return write(directory.resolve("tiny.conf"), TINY);
  }

  /** Writes the long campaign as long.conf into a directory. */
  static Path longIn(Path directory) {
    return write(directory.resolve("long.conf"), LONG);
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
