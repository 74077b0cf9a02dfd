package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.persistence.Samples;

/** Result files appear whole or not at all. */
final class ResultFilesTest {
  @TempDir private Path directory;

  private List<String> names(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesItsFilesAndNothingElse() throws IOException {
    Path out = directory.resolve("some/where");
    ResultFiles files = new ResultFiles(out);
    assertThat(files.exist()).isFalse();
    files.write(Samples.campaign());
    assertThat(names(out))
        .containsExactly("fits.csv", "greens.csv", "results.csv", "results.json", "vertex.csv");
    assertThat(files.exist()).isTrue();
  }

  @Test
  void replacesWhatAnEarlierRunLeft() throws IOException {
    Files.writeString(directory.resolve("results.json"), "old ".repeat(100_000));
    Files.writeString(directory.resolve("results.csv.tmp"), "half a fi");
    Files.writeString(directory.resolve("notes.txt"), "mine");
    new ResultFiles(directory).write(Samples.campaign());
    assertThat(names(directory))
        .containsExactly(
            "fits.csv", "greens.csv", "notes.txt", "results.csv", "results.json", "vertex.csv");
    assertThat(Files.readString(directory.resolve("results.json")))
        .startsWith("{")
        .endsWith("}\n")
        .doesNotContain("old ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.json", "results.csv", "greens.csv", "fits.csv", "vertex.csv"})
  void noticesAnyOfThem(String name) throws IOException {
    Files.writeString(directory.resolve(name), "");
    assertThat(new ResultFiles(directory).exist()).isTrue();
  }

  @Test
  void noticesNothingElse() throws IOException {
    Files.writeString(directory.resolve("results.json.tmp"), "");
    assertThat(new ResultFiles(directory).exist()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.json", "results.csv", "greens.csv", "fits.csv"})
  void leavesOldResultsAloneWhenItCannotWriteNewOnes(String inTheWay) throws IOException {
    List<String> all = List.of("results.json", "results.csv", "greens.csv", "fits.csv");
    for (String file : all) {
      Files.writeString(directory.resolve(file), "old");
    }
    Files.createDirectory(directory.resolve(inTheWay + ".tmp"));
    assertThatThrownBy(() -> new ResultFiles(directory).write(Samples.campaign()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(inTheWay);
    assertThat(all).allSatisfy(file -> assertThat(directory.resolve(file)).hasContent("old"));
    assertThat(directory.toFile().list()).hasSize(all.size() + 1);
  }
}
