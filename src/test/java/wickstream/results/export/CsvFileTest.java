package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("bits")
final class CsvFileTest {
  @TempDir private Path directory;

  private static Map<String, Object> row(String text, Object number, boolean flag) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("text", text);
    row.put("number", number);
    row.put("flag", flag);
    return row;
  }

  @Test
  void oneLineARowAndNumbersAtFullPrecision() throws IOException {
    Path file = directory.resolve("a.csv");
    CsvFile.write(
        file, List.of(row("a", 1.0 / 3, true), row("b, \"c\"", null, false), row("d", 12, false)));
    assertThat(file)
        .hasContent(
            """
            text,number,flag
            a,0.3333333333333333,true
            "b, ""c""\",,false
            d,12,false
            """);
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }
}
