package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a result file that depends on nothing but the seed and the configuration. */
final class Shards {
  /** What depends on the bags alone; intervals depend on the budget, too. */
  private static final List<String> MEASURED =
      List.of(
          "/bags",
          "/networks",
          "/varianceOfVariance",
          "/weightMean",
          "/couplings/u4/value",
          "/couplings/u4/standardError",
          "/deviations/m4/value",
          "/deviations/m4/standardError",
          "/greens");

  private Shards() {}

  /** Expects that the same bags have been measured of two shards. */
  static void expectSameBags(JsonNode shard, JsonNode other) {
    for (String part : MEASURED) {
      assertThat(shard.at(part)).as(part).isEqualTo(other.at(part));
    }
  }

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
