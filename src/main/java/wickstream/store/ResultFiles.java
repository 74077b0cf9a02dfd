package wickstream.store;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    replace(JSON, out -> ResultJson.write(result, out));
    replace(SHARDS, out -> asText(out, text -> ResultCsv.writeShards(result, text)));
    replace(GREENS, out -> asText(out, text -> ResultCsv.writeGreens(result, text)));
  }

  private void replace(String name, Content<OutputStream> content) throws IOException {
    Path unfinished = directory.resolve(name + ".tmp");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
      content.writeTo(out);
    }
    try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(
        unfinished,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void asText(OutputStream out, Content<BufferedWriter> content) throws IOException {
    BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    content.writeTo(text);
    text.flush();
  }

  private interface Content<T> {
    void writeTo(T out) throws IOException;
  }
}
