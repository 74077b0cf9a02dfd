package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of all documents do what these say. */
final class DocumentsIT {
  private static final Path TOP = Path.of("");
  private static final Path README = Path.of("README.md");

  @TempDir private Path directory;

  /** All but the README, which is tested every time. */
  static Stream<Document> pages() {
    return Document.in(TOP).stream()
        .filter(Document::isRun)
        .filter(document -> !document.file().equals(README));
  }

  @Test
  void commandsOfTheReadmePrintWhatIsShown() {
    Document readme = Document.in(TOP).get(0);
    assertThat(readme.file()).isEqualTo(README);
    type(readme);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("pages")
  void commandsPrintWhatIsShown(Document document) {
    type(document);
  }

  private void type(Document document) {
    try (DocumentSession session = new DocumentSession(directory)) {
      session.type(document);
    }
  }

  static Stream<Document> distributed() {
    return Document.in(Program.home()).stream();
  }

  @ParameterizedTest
  @MethodSource("distributed")
  void linksLeadToFilesOfTheDistribution(Document document) {
    assertThat(document.linkedFiles())
        .allSatisfy(file -> assertThat(Program.home().resolve(file)).exists());
  }
}
