package wickstream.results.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table in a file, which appears whole or not at all. */
public final class CsvFile {
  private static final CsvFactory ROWS =
      CsvFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private CsvFile() {}

  /**
   * Writes a table, replacing what the file held: the names of the fields in the first line, then a
   * line a row. Doubles are written at full precision, nulls and what is not a number as empty
   * fields.
   *
   * @param rows at least one, all with the same fields in the same order
   */
  public static void write(Path file, List<? extends Map<String, ?>> rows) throws IOException {
    AtomicFile.replace(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          write(text, rows.get(0).keySet(), rows.stream().map(Map::values));
        });
  }

  /** The same without the columns that are empty in every row. */
  static void writeFilled(Writer out, List<String> names, List<? extends List<?>> rows)
      throws IOException {
    int[] filled =
        IntStream.range(0, names.size())
            .filter(column -> rows.stream().anyMatch(row -> !isEmpty(row.get(column))))
            .toArray();
    write(out, some(filled, names), rows.stream().map(row -> some(filled, row)));
  }

  private static <T> List<T> some(int[] columns, List<T> row) {
    List<T> some = new ArrayList<>(columns.length);
    for (int column : columns) {
      some.add(row.get(column));
    }
    return some;
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || value instanceof Double number && !Double.isFinite(number)
        || value.toString().isEmpty();
  }

  /** Writes a table and leaves the writer open, with nothing held back. */
  static void write(Writer out, Collection<String> names, Stream<? extends Collection<?>> rows)
      throws IOException {
    try (CsvGenerator lines = ROWS.createGenerator(out)) {
      write(lines, names);
      for (Iterator<? extends Collection<?>> each = rows.iterator(); each.hasNext(); ) {
        write(lines, each.next());
      }
    }
  }

  private static void write(CsvGenerator lines, Collection<?> row) throws IOException {
    lines.writeStartArray();
    for (Object value : row) {
      write(lines, value);
    }
    lines.writeEndArray();
  }

  private static void write(CsvGenerator lines, Object value) throws IOException {
    Object known = value instanceof OptionalDouble number ? number.orElse(Double.NaN) : value;
    if (known instanceof Double number && Double.isFinite(number)) {
      lines.writeNumber(number.doubleValue());
    } else if (known == null || known instanceof Double) {
      lines.writeString(""); // the library would leave nulls out of a row
    } else if (known instanceof Integer || known instanceof Long) {
      lines.writeNumber(((Number) known).longValue());
    } else {
      lines.writeString(known.toString());
    }
  }
}
