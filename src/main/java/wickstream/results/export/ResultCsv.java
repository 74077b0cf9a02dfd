package wickstream.results.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import wickstream.config.CampaignConfig;
import wickstream.physics.Training;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;

/**
 * Writes results.csv, one row a shard, greens.csv, one row a shard and multiset, fits.csv, one row
 * a fit, vertex.csv, one row a fitted vertex, and training.csv, one row a function of trained
 * networks; an empty field for what cannot be had.
 */
public final class ResultCsv {
  /** The values of a shard; what was added later has the last columns. */
  public static final List<String> VALUES =
      List.of(
          "u4",
          "u4Canonical",
          "u6",
          "u6Canonical",
          "m2",
          "m4",
          "m6",
          "connected4",
          "connected6",
          "u4Mixed");

  static final List<ResultColumn<MeasuredValue>> VALUE =
      ResultColumn.OF_VALUES.stream().filter(part -> !part.name().equals("confidence")).toList();

  /** Which multiset a row of greens.csv is about; its points stand after it. */
  private static final List<ResultColumn<GreenFunction>> LEADING_OF_GREENS =
      ResultColumn.OF_GREENS.subList(0, 2);

  private static final List<ResultColumn<GreenFunction>> OTHERS_OF_GREENS =
      ResultColumn.OF_GREENS.subList(2, ResultColumn.OF_GREENS.size());

  private ResultCsv() {}

  /** One row a shard, with the columns that some shard has something in. */
  static void writeShards(CampaignResult result, Writer out) throws IOException {
    List<String> names = new ArrayList<>(List.of("campaign", "seed"));
    names.addAll(names(ResultColumn.OF_SHARDS));
    for (String value : VALUES) {
      names(VALUE).forEach(part -> names.add(ResultColumn.partOf(value, part)));
    }
    CsvFile.writeFilled(
        out, names, result.shards().stream().map(shard -> shard(result.config(), shard)).toList());
  }

  private static List<Object> shard(CampaignConfig config, ShardResult shard) {
    List<Object> cells = new ArrayList<>(List.of(config.name(), config.seed()));
    cells.addAll(ResultColumn.cells(ResultColumn.OF_SHARDS, shard));
    for (String name : VALUES) {
      cells.addAll(
          shard
              .value(name)
              .map(value -> ResultColumn.cells(VALUE, value))
              .orElse(Collections.nCopies(VALUE.size(), null)));
    }
    return cells;
  }

  /** One row a shard and multiset. */
  static void writeGreens(CampaignResult result, Writer out) throws IOException {
    PointColumns points = PointColumns.of(result.config());
    List<String> names = new ArrayList<>(List.of("shard", "width", "sigmaW"));
    names.addAll(names(LEADING_OF_GREENS));
    names.addAll(points.names());
    names.addAll(names(OTHERS_OF_GREENS));
    CsvFile.write(out, names, result.shards().stream().flatMap(shard -> greens(shard, points)));
  }

  private static Stream<List<Object>> greens(ShardResult shard, PointColumns points) {
    return shard.greens().stream()
        .map(
            green -> {
              List<Object> cells =
                  new ArrayList<>(List.of(shard.id(), shard.width(), shard.ensemble().sigmaW()));
              cells.addAll(ResultColumn.cells(LEADING_OF_GREENS, green));
              cells.addAll(points.cells(green.indices()));
              cells.addAll(ResultColumn.cells(OTHERS_OF_GREENS, green));
              return cells;
            });
  }

  /** One row a shard, time, function, output and multiset of trained networks. */
  static void writeTrained(CampaignResult result, Writer out) throws IOException {
    List<String> names = new ArrayList<>(List.of("shard", "width", "sigmaW", "time"));
    names.addAll(names(ResultColumn.OF_TRAINED));
    names.addAll(names(ResultColumn.OF_VALUES));
    names.add("trusted");
    CsvFile.write(out, names, result.shards().stream().flatMap(ResultCsv::trained));
  }

  private static Stream<List<Object>> trained(ShardResult shard) {
    return shard.trained().stream()
        .flatMap(at -> at.functions().stream().map(function -> trained(shard, at, function)));
  }

  private static List<Object> trained(ShardResult shard, TrainedTime at, TrainedFunction function) {
    String time = Training.timeText(at.time());
    List<Object> cells =
        new ArrayList<>(List.of(shard.id(), shard.width(), shard.ensemble().sigmaW(), time));
    cells.addAll(ResultColumn.cells(ResultColumn.OF_TRAINED, function));
    cells.addAll(ResultColumn.cells(ResultColumn.OF_VALUES, function.value()));
    cells.add(isTrusted(shard, at, function) ? "true" : "false");
    return cells;
  }

  /** What has no diagnosis of its own is known without error. */
  private static boolean isTrusted(ShardResult shard, TrainedTime at, TrainedFunction function) {
    String name = Training.nameAt(function.function(), at.time());
    return !shard.tails().containsKey(name) || shard.vouchesFor(name);
  }

  /** One row a shard and fitted vertex. */
  static void writeVertices(CampaignResult result, Writer out) throws IOException {
    List<String> names = new ArrayList<>(List.of("shard", "width", "sigmaW"));
    names.addAll(names(ResultColumn.OF_VERTEX));
    CsvFile.write(out, names, result.shards().stream().flatMap(ResultCsv::vertices));
  }

  private static Stream<List<Object>> vertices(ShardResult shard) {
    return shard.vertex().stream()
        .flatMap(vertex -> vertex.fits().stream())
        .map(
            fit -> {
              List<Object> cells = ResultColumn.cells(ResultColumn.OF_VERTEX, fit);
              cells.addAll(0, List.of(shard.id(), shard.width(), shard.ensemble().sigmaW()));
              return cells;
            });
  }

  private static <T> List<String> names(List<ResultColumn<T>> columns) {
    return new ArrayList<>(columns.stream().map(ResultColumn::name).toList());
  }

  /** One row a fit. */
  public static void writeFits(CampaignResult result, Writer out) throws IOException {
    CsvFile.write(
        out, Fit.COLUMNS, result.fits().stream().map(fit -> JsonFile.toMap(fit).values()));
  }
}
