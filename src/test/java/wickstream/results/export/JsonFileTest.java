package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  @TempDir private Path directory;

  @Test
  void holdsOneObjectAndReplacesWhatWasThere() throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), "old");
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("b", List.of(1.5, 2.0));
    object.put("a", null);
    JsonFile.write(file, object);
    assertThat(file).hasContent("{\n  \"b\" : [ 1.5, 2.0 ],\n  \"a\" : null\n}\n");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }
}
