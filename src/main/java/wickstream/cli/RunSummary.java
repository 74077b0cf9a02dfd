package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.export.JsonFile;
import wickstream.results.export.ResultColumn;

/**
 * What a script has to know of a run that has ended, as JSON: the tables at its end with all
 * digits. The names are those of results.json, which holds the rest.
 */
final class RunSummary {
  private static final String SCHEMA = "wickstream-run/1";
  private static final Set<String> OF_SHARDS =
      Set.of(
          "shard",
          "width",
          "sigmaW",
          "verdict",
          "reason",
          "networks",
          "networksNeeded",
          "networksNeededIs");

  private RunSummary() {}

  /**
   * The object as text.
   *
   * @param directory where the results are; null if they could not be written
   * @param exitCode with which the program is about to end
   */
  static String json(CampaignResult result, Path directory, int exitCode) {
    String target = result.config().stop().quantity();
    Fields object =
        new Fields()
            .with("schema", SCHEMA)
            .with("version", result.version())
            .with("campaign", result.config().name())
            .with("seed", result.config().seed())
            .with("directory", directory == null ? null : directory.toAbsolutePath().toString())
            .with("exitCode", exitCode)
            .with("observable", target)
            .with("shards", result.shards().stream().map(shard -> row(shard, target)).toList())
            .with("fits", result.fits().stream().map(JsonFile::toMap).toList());
    try {
      return JsonFile.text(object.map());
    } catch (IOException e) {
      throw new UncheckedIOException("texts and numbers only", e);
    }
  }

  private static Map<String, Object> row(ShardResult shard, String target) {
    Fields row = new Fields();
    ResultColumn.OF_SHARDS.stream()
        .filter(column -> OF_SHARDS.contains(column.name()))
        .forEach(column -> row.with(column.name(), column.value().apply(shard)));
    Optional<MeasuredValue> value = shard.value(target);
    ResultColumn.OF_VALUES.forEach(
        column -> row.with(column.name(), value.map(column.value()).orElse(null)));
    row.with("pull", value.map(MeasuredValue::pull).orElse(null));
    return row.map();
  }
}
