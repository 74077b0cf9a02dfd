package wickstream.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import wickstream.config.ProgramInfo;
import wickstream.results.export.JsonFile;
import wickstream.sampling.Shard;

/** What is known of a grid without sampling, at full precision: for files and for scripts. */
final class KnownRows {
  private static final String SCHEMA = "wickstream-exact/1";

  private KnownRows() {}

  /** Rows of a table of texts; what is not known is empty. */
  static List<Map<String, Object>> csv(List<Shard> shards, List<KnownValues> values) {
    return rows(
        shards,
        values,
        sigmaW -> ValueText.plain(sigmaW),
        x -> Double.isFinite(x) ? Double.toString(x) : "");
  }

  /**
   * One JSON object as text; what is not known is null.
   *
   * @param trained of trained networks, else empty
   * @param notes why something is not known, and what else there is to say
   */
  static String json(
      String campaign,
      List<Shard> shards,
      List<KnownValues> values,
      List<TrainedMeans> trained,
      List<String> notes)
      throws IOException {
    Fields object =
        new Fields()
            .with("schema", SCHEMA)
            .with("version", ProgramInfo.version())
            .with("campaign", campaign)
            .with("shards", rows(shards, values, Double::valueOf, Double::valueOf))
            .with("notes", notes);
    if (!trained.isEmpty()) {
      object.with("trained", trained.stream().map(TrainedMeans::object).toList());
    }
    return JsonFile.text(object.map());
  }

  private static List<Map<String, Object>> rows(
      List<Shard> shards,
      List<KnownValues> values,
      DoubleFunction<Object> sigmaW,
      DoubleFunction<Object> number) {
    return IntStream.range(0, shards.size())
        .mapToObj(
            s -> {
              Fields row =
                  new Fields()
                      .with("width", shards.get(s).width())
                      .with("sigmaW", sigmaW.apply(shards.get(s).ensemble().sigmaW()));
              KnownValues known = values.get(s);
              known.names().forEach(name -> row.with(name, number.apply(known.value(name))));
              return row.map();
            })
        .toList();
  }
}
