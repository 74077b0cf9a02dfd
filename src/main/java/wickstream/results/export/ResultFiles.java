package wickstream.results.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /** Writes all files, replacing those of an earlier run. */
  public void write(CampaignResult result) throws IOException {
    Files.createDirectories(directory);
    // What takes long is to turn numbers into text.
    CompletableFuture<List<Path>> tables = CompletableFuture.supplyAsync(() -> tables(result));
    try {
      writeJson(result);
    } finally {
      written(tables);
    }
  }

  private List<Path> tables(CampaignResult result) {
    try {
      return writeCsv(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void written(CompletableFuture<List<Path>> files) throws IOException {
    try {
      files.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e;
    }
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
    List<Path> written =
        new ArrayList<>(
            List.of(
                writeCsv(SHARDS, text -> ResultCsv.writeShards(result, text)),
                writeCsv(GREENS, text -> ResultCsv.writeGreens(result, text)),
                writeCsv(FITS, text -> ResultCsv.writeFits(result, text))));
    if (result.shards().stream().anyMatch(shard -> shard.vertex().isPresent())) {
      written.add(writeCsv(VERTICES, text -> ResultCsv.writeVertices(result, text)));
    }
    if (result.config().training().isPresent()) {
      written.add(writeCsv(TRAINED, text -> ResultCsv.writeTrained(result, text)));
    }
    return written;
  }

  private Path writeCsv(String name, Text content) throws IOException {
    Path file = directory.resolve(name);
    AtomicFile.replace(
        file, out -> content.writeTo(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    return file;
  }

  private interface Text {
    void writeTo(Writer out) throws IOException;
  }
}
