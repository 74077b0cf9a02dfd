package wickstream.results.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A table in a file, which appears whole or not at all. */
public final class CsvFile {
  private static final ObjectWriter ROWS =
      CsvMapper.builder(
              CsvFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build()
          .writer()
          .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

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

  /** Writes a table and leaves the writer open, with nothing held back. */
  static void write(Writer out, Collection<String> names, Stream<? extends Collection<?>> rows)
      throws IOException {
    try (SequenceWriter lines = ROWS.writeValues(out)) {
      lines.write(names);
      for (Iterator<? extends Collection<?>> each = rows.iterator(); each.hasNext(); ) {
        lines.write(each.next().stream().map(CsvFile::cell).toList());
      }
    }
  }

  /** What is written for a value; the library would leave nulls out of a row. */
  private static Object cell(Object value) {
    Object known = value instanceof OptionalDouble number ? number.orElse(Double.NaN) : value;
    boolean isEmpty = known == null || known instanceof Double number && !Double.isFinite(number);
    return isEmpty ? "" : known;
  }
}
