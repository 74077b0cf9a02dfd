package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.explain.Glossary;
import wickstream.explain.Missing;
import wickstream.results.Fit;
import wickstream.results.export.ResultFiles;

/** Every key and column of the result files is explained. */
final class ExplainedKeysTest {
  /** What these keys hold is explained elsewhere: in reference.conf, and by itself. */
  private static final Set<String> CLOSED = Set.of("configuration", "run");

  private static final Glossary GLOSSARY = Glossary.load();

  @TempDir private static Path directory;

  @BeforeAll
  static void write() throws IOException {
    new ResultFiles(directory).write(Samples.campaign());
  }

  private static void areExplained(Iterable<String> words) {
    assertThat(words)
        .isNotEmpty()
        .allSatisfy(word -> assertThat(GLOSSARY.page(word)).as(Missing.page(word)).isPresent());
  }

  @Test
  void keysOfResults() throws IOException {
    Set<String> keys = new TreeSet<>();
    collect(new ObjectMapper().readTree(directory.resolve("results.json").toFile()), keys);
    assertThat(keys).contains("schema", "u4", "standardError", "networksNeededIs", "indices");
    areExplained(keys);
  }

  private static void collect(JsonNode node, Set<String> keys) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      keys.add(field.getKey());
      if (!CLOSED.contains(field.getKey())) {
        collect(field.getValue(), keys);
      }
    }
    if (node.isArray()) {
      node.forEach(element -> collect(element, keys));
    }
  }

  @Test
  void columnsOfTables() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".csv")).toList();
      assertThat(tables).extracting(Path::getFileName).asString().contains("results", "greens");
      for (Path table : tables) {
        areExplained(List.of(Files.readAllLines(table).get(0).split(",")));
      }
    }
  }

  @Test
  void partsOfAFit() {
    areExplained(
        Arrays.stream(Fit.class.getRecordComponents()).map(RecordComponent::getName).toList());
  }
}
