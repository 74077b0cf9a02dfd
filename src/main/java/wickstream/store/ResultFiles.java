package wickstream.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of one campaign's results in one directory; each appears whole or not at all. */
public final class ResultFiles {
  /** The file that holds everything. */
  public static final String JSON = "results.json";

  private static final String SHARDS = "results.csv";
  private static final String GREENS = "greens.csv";

  private final Path directory;

  /**
   * @param directory need not exist yet
   */
  public ResultFiles(Path directory) {
    this.directory = directory;
  }

  /** Whether the directory already holds results. */
  public boolean exist() {
    return List.of(JSON, SHARDS, GREENS).stream()
        .anyMatch(name -> Files.exists(directory.resolve(name)));
  }

  /** Writes all files, replacing those of an earlier run. */
  public void write(CampaignResult result) throws IOException {
    Files.createDirectories(directory);
    writeJson(result);
    writeCsv(result);
  }

  /** Writes {@link #JSON}; returns what was written. */
  public List<Path> writeJson(CampaignResult result) throws IOException {
    Path file = directory.resolve(JSON);
    WholeFile.replace(file, out -> ResultJson.write(result, out));
    return List.of(file);
  }

  /** Writes the tables; returns what was written. */
  public List<Path> writeCsv(CampaignResult result) throws IOException {
    Path shards = directory.resolve(SHARDS);
    Path greens = directory.resolve(GREENS);
    WholeFile.replace(shards, out -> asText(out, text -> ResultCsv.writeShards(result, text)));
    WholeFile.replace(greens, out -> asText(out, text -> ResultCsv.writeGreens(result, text)));
    return List.of(shards, greens);
  }

  private static void asText(OutputStream out, Text content) throws IOException {
    BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    content.writeTo(text);
    text.flush();
  }

  private interface Text {
    void writeTo(BufferedWriter out) throws IOException;
  }
}
