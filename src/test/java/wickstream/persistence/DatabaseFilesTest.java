package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;

/** A database whose files are removed or replaced while it is written. */
class DatabaseFilesTest {
  private static final CampaignConfig CONFIG =
      CampaignFile.parse("campaign { widths = [5], sigma-w = [1.0] }", "tiny.conf", List.of())
          .campaign();

  @TempDir private Path directory;
  private Path file;
  private JdbcCheckpointStore store;

  @BeforeEach
  void saveTwice() throws IOException {
    Path run = Files.createDirectory(directory.resolve("a 'run'"));
    file = run.resolve("wickstream.db");
    store =
        JdbcCheckpointStore.hold(
            ResultsDatabase.open(Database.in(run)),
            CONFIG,
            new JdbcCheckpointStore.Writer("test", "process 1", WriterFence.NONE));
    assertThat(save(1)).isEmpty();
    assertThat(save(1)).isEmpty();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Optional<String> save(int events) {
    Event event = new Event(Instant.EPOCH, Optional.empty(), "test", "something happened");
    return store.save(new WriteBatch(List.of(), Collections.nCopies(events, event)));
  }

  /** What another process finds in some file, copied away as after a kill. */
  private long events(Path from) throws IOException {
    Path copy = Files.createTempDirectory(directory, "copy");
    for (String part : List.of("", "-wal")) {
      Path source = from.resolveSibling(from.getFileName() + part);
      if (Files.exists(source)) {
        Files.copy(source, copy.resolve("wickstream.db" + part));
      }
    }
    try (ResultsDatabase read = ResultsDatabase.openToRead(Database.in(copy))) {
      return new CampaignArchive(read, CONFIG.name()).lastEvent();
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling("wickstream.db" + suffix);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(file.getParent())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " -wal", " -shm", " -wal -shm"})
  void aDatabaseThatIsRemovedIsWrittenAnew(String others) throws IOException {
    Files.delete(file);
    for (String suffix : others.strip().split(" ")) {
      Files.deleteIfExists(beside(suffix));
    }
    assertThat(save(3).orElseThrow())
        .isEqualTo(
            file + " was removed while it was in use, and has been written anew with all it held");
    assertThat(events(file)).isEqualTo(5);
    assertThat(save(1)).as("said once").isEmpty();
    assertThat(events(file)).isEqualTo(6);
    store.close();
    assertThat(names()).containsExactly("wickstream.db");
    assertThat(events(file)).isEqualTo(6);
  }

  @Test
  void aDatabaseThatIsMovedAwayIsWrittenAnew() throws IOException {
    Files.move(file, directory.resolve("elsewhere.db"));
    assertThat(save(1).orElseThrow()).contains("written anew");
    assertThat(events(file)).isEqualTo(3);
  }

  /** Only the database knows which log it has; without, a kill would lose all that is in it. */
  @ParameterizedTest
  @ValueSource(strings = {"-wal", "-shm", "-wal -shm"})
  void aLogThatIsRemovedLosesNothing(String removed) throws IOException {
    for (String suffix : removed.split(" ")) {
      Files.delete(beside(suffix));
    }
    assertThat(save(3).orElseThrow())
        .isEqualTo(
            "files beside %s were removed or replaced while it was in use; what they held is in it now"
                .formatted(file));
    assertThat(events(file)).isEqualTo(5);
    assertThat(save(1)).isEmpty();
    assertThat(events(file)).isEqualTo(6);
    store.close();
    assertThat(names()).containsExactly("wickstream.db");
  }

  @Test
  void anotherFileInItsPlaceIsLeftAlone() throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "no database");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> save(1))
        .isInstanceOf(CheckpointStore.TakenOver.class)
        .hasMessage(
            "another file has taken the place of %s, which is left alone; what was saved is in %s: rename that to wickstream.db to go on from it"
                .formatted(file, beside(".kept-1")));
    store.close();
    assertThat(file).hasContent("no database");
    assertThat(names())
        .as("no log that would spoil either")
        .containsExactly("wickstream.db", "wickstream.db.kept-1");
    Files.move(beside(".kept-1"), file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(events(file)).isEqualTo(2);
  }

  @Test
  void whatIsWrittenWhereNothingCanBeIsTriedAgain() throws IOException {
    Path away = Files.move(file.getParent(), directory.resolve("away"));
    Files.createFile(file.getParent());
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> save(1))
          .isInstanceOf(DatabaseFailure.class)
          .hasMessageContaining(file.toString());
    }
    assertThat(file.getParent()).isEmptyFile();
    Files.delete(file.getParent());
    assertThat(save(1).orElseThrow()).contains("written anew");
    assertThat(events(file)).isEqualTo(3);
    assertThat(away).isNotEmptyDirectory();
  }

  @Test
  void aConnectionThatWasLostDoesNotBeginAnother() throws IOException {
    store.close();
    Files.delete(file);
    assertThatThrownBy(() -> save(1)).isInstanceOf(DatabaseFailure.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void readingMakesNothing() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> ResultsDatabase.openToRead(Database.in(empty)))
        .isInstanceOf(IOException.class);
    assertThat(empty).isEmptyDirectory();
    Path nothing = Files.createFile(empty.resolve("wickstream.db"));
    assertThatThrownBy(() -> ResultsDatabase.openToRead(Database.in(empty)))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessage(nothing + " holds no campaign");
    assertThat(nothing).isEmptyFile();
    assertThat(empty).isDirectoryNotContaining("glob:**-*");
  }
}
