package wickstream.results.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A table in a file, which appears whole or not at all. */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Writes a table, replacing what the file held: the names of the fields in the first line, then a
   * line a row. Doubles are written at full precision, nulls as empty fields.
   *
   * @param rows at least one, all with the same fields in the same order
   */
  public static void write(Path file, List<? extends Map<String, ?>> rows) throws IOException {
    StringBuilder text = new StringBuilder(line(rows.get(0).keySet()));
    rows.forEach(row -> text.append(line(row.values())));
    AtomicFile.replace(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String line(Collection<?> fields) {
    return fields.stream().map(CsvFile::field).collect(Collectors.joining(",", "", "\n"));
  }

  private static String field(Object value) {
    if (value instanceof Double number) {
      return NumberOutput.toString(number, true);
    }
    String text = Objects.toString(value, "");
    boolean quoted = text.matches("(?s).*[\",\\r\\n].*");
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
