package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import wickstream.campaign.OutputDirectory;
import wickstream.config.BadInput;
import wickstream.results.export.CsvFile;
import wickstream.results.export.JsonFile;

/** The files to which a command also writes what it prints. */
final class TableFileOptions {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "also write everything to FILE, one JSON object, at full precision")
  private Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "also write the table to FILE, as pandas.read_csv reads it, at full precision")
  private Path csv;

  /** Checks that the files can be written, before any work is done. */
  void requireWritable() {
    if (json != null) {
      OutputDirectory.requireWritableFile("--json", json);
    }
    if (csv != null) {
      OutputDirectory.requireWritableFile("--csv", csv);
    }
  }

  /** Writes what was asked for. */
  void write(Fields object, List<Fields> rows) {
    if (json != null) {
      write("--json", json, () -> JsonFile.write(json, object.map()));
    }
    if (csv != null) {
      List<Map<String, Object>> table = rows.stream().map(Fields::map).toList();
      write("--csv", csv, () -> CsvFile.write(csv, table));
    }
  }

  private static void write(String option, Path file, Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new BadInput(
          "%s %s could not be written: %s".formatted(option, file, OutputDirectory.reason(e)));
    }
  }

  private interface Writing {
    void write() throws IOException;
  }
}
