package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a result file that depends on nothing but the seed and the configuration. */
final class Shards {
  private Shards() {}

  /** The text of the array {@code shards} in the results.json of a directory. */
  static String of(Path directory) {
    try {
      String json = Files.readString(directory.resolve("results.json"));
      int begin = json.indexOf("\n  \"shards\" : [");
      int end = json.indexOf("\n  ],\n  \"fits\" : [");
      if (begin < 0 || end < begin) {
        throw new AssertionError("no shards between configuration and fits in " + directory);
      }
      return json.substring(begin, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
