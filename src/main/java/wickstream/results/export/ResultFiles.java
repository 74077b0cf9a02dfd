package wickstream.results.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wickstream.results.CampaignResult;

/** The files of one campaign's results in one directory; each appears whole or not at all. */
public final class ResultFiles {
  /** The file that holds everything. */
  public static final String JSON = "results.json";

  private static final String SHARDS = "results.csv";
  private static final String GREENS = "greens.csv";
  private static final String FITS = "fits.csv";
  private static final String VERTICES = "vertex.csv";
  private static final String TRAINED = "training.csv";

  private final Path directory;

  /**
   * @param directory need not exist yet
   */
  public ResultFiles(Path directory) {
    this.directory = directory;
  }

  /** Whether the directory already holds results. */
  public boolean exist() {
    return List.of(JSON, SHARDS, GREENS, FITS, VERTICES, TRAINED).stream()
        .anyMatch(name -> Files.exists(directory.resolve(name)));
  }

  /** Writes all files, replacing those of an earlier run, or none of them. */
  public void write(CampaignResult result) throws IOException {
    Files.createDirectories(directory);
    Map<Path, AtomicFile.Content> files = new LinkedHashMap<>();
    files.put(directory.resolve(JSON), out -> ResultJson.write(result, out));
    files.putAll(tables(result));
    AtomicFile.replaceTogether(files);
  }

  /** Writes {@link #JSON}; returns what was written. */
  public List<Path> writeJson(CampaignResult result) throws IOException {
    Path file = directory.resolve(JSON);
    AtomicFile.replace(file, out -> ResultJson.write(result, out));
    return List.of(file);
  }

  /**
   * Writes the tables, that of vertices if any was fitted and that of trained networks if they are;
   * returns what was written.
   */
  public List<Path> writeCsv(CampaignResult result) throws IOException {
    Map<Path, AtomicFile.Content> tables = tables(result);
    AtomicFile.replaceTogether(tables);
    return List.copyOf(tables.keySet());
  }

  private Map<Path, AtomicFile.Content> tables(CampaignResult result) {
    Map<Path, AtomicFile.Content> tables = new LinkedHashMap<>();
    tables.put(directory.resolve(SHARDS), csv(text -> ResultCsv.writeShards(result, text)));
    tables.put(directory.resolve(GREENS), csv(text -> ResultCsv.writeGreens(result, text)));
    tables.put(directory.resolve(FITS), csv(text -> ResultCsv.writeFits(result, text)));
    if (result.shards().stream().anyMatch(shard -> shard.vertex().isPresent())) {
      tables.put(directory.resolve(VERTICES), csv(text -> ResultCsv.writeVertices(result, text)));
    }
    if (result.config().training().isPresent()) {
      tables.put(directory.resolve(TRAINED), csv(text -> ResultCsv.writeTrained(result, text)));
    }
    return tables;
  }

  private static AtomicFile.Content csv(Text content) {
    return out -> content.writeTo(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private interface Text {
    void writeTo(Writer out) throws IOException;
  }
}
