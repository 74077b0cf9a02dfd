package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of all documents do what these say. */
final class DocumentsIT {
  private static final Path TOP = Path.of("");

  @TempDir private Path directory;

  static Stream<Document> quick() {
    return documents().filter(document -> !document.isSlow());
  }

  static Stream<Document> slow() {
    return documents().filter(Document::isSlow);
  }

  private static Stream<Document> documents() {
    return Document.in(TOP).stream().filter(Document::isRun);
  }

  @ParameterizedTest
  @MethodSource("quick")
  void commandsPrintWhatIsShown(Document document) {
    type(document);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("slow")
  void longCommandsPrintWhatIsShown(Document document) {
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
