package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;

/** Databases are read without a byte being written where they are. */
class ReadOnlyDatabaseTest {
  private static final CampaignConfig CONFIG =
      CampaignFile.parse("campaign { widths = [5], sigma-w = [1.0] }", "tiny.conf", List.of())
          .campaign();

  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void runOnce() throws IOException {
    run = Files.createDirectory(directory.resolve("a run"));
    try (JdbcCheckpointStore store = writer()) {
      save(store, 2);
    }
  }

  private JdbcCheckpointStore writer() {
    return JdbcCheckpointStore.hold(
        ResultsDatabase.open(Database.in(run)),
        CONFIG,
        new JdbcCheckpointStore.Writer("test", "process 1", WriterFence.NONE));
  }

  private static void save(JdbcCheckpointStore store, int events) {
    Event event = new Event(Instant.EPOCH, Optional.empty(), "test", "something happened");
    store.save(new WriteBatch(List.of(), Collections.nCopies(events, event)));
  }

  private static ResultsDatabase read(Path directory) throws IOException {
    return ReadOnlyDatabase.of(Database.in(directory)).open();
  }

  private static long events(ResultsDatabase database) {
    return new CampaignArchive(database, CONFIG.name()).lastEvent();
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(),
            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private void change(String... statements) throws SQLException {
    try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + run + "/wickstream.db");
        Statement any = sql.createStatement()) {
      for (String statement : statements) {
        any.execute(statement);
      }
    }
  }

  @Test
  void atRestNothingIsWritten() throws IOException {
    Map<String, String> before = contents(run);
    assertThat(before).containsOnlyKeys("wickstream.db");
    try (ResultsDatabase read = read(run)) {
      assertThat(events(read)).isEqualTo(2);
      assertThat(contents(run)).isEqualTo(before);
    }
    assertThat(contents(run)).isEqualTo(before);
  }

  @Test
  void whileItIsWrittenWhatIsNewIsSeen() throws IOException {
    try (JdbcCheckpointStore store = writer()) {
      save(store, 3);
      try (ResultsDatabase read = read(run)) {
        assertThat(events(read)).isEqualTo(5);
        save(store, 1);
        assertThat(events(read)).isEqualTo(6);
      }
      save(store, 1);
    }
    assertThat(contents(run)).as("no log stays").containsOnlyKeys("wickstream.db");
    try (ResultsDatabase read = read(run)) {
      assertThat(events(read)).isEqualTo(7);
    }
  }

  /** As archives are, of runs that were killed. */
  @Test
  void aLogWithoutItsIndexCounts() throws IOException {
    Path archive = Files.createDirectory(directory.resolve("archive"));
    try (JdbcCheckpointStore store = writer()) {
      save(store, 3);
      for (String name : List.of("wickstream.db", "wickstream.db-wal")) {
        Files.copy(run.resolve(name), archive.resolve(name));
        assertThat(archive.resolve(name).toFile().setReadOnly()).isTrue();
      }
    }
    Map<String, String> before = contents(archive);
    try (ResultsDatabase read = read(archive)) {
      assertThat(events(read)).isEqualTo(5);
    }
    assertThat(contents(archive)).isEqualTo(before);
    Files.delete(archive.resolve("wickstream.db-wal"));
    try (ResultsDatabase read = read(archive)) {
      assertThat(events(read)).as("of which the database does not know").isEqualTo(2);
    }
  }

  /** A link leads to a file that lies, and is called, otherwise. */
  @Test
  void aLinkIsFollowed() throws IOException {
    Path file = Files.move(run.resolve("wickstream.db"), directory.resolve("other.sqlite"));
    Files.createSymbolicLink(run.resolve("wickstream.db"), file);
    try (ResultsDatabase read = read(run)) {
      assertThat(events(read)).isEqualTo(2);
    }
    Path archive = Files.createDirectory(directory.resolve("archive"));
    try (JdbcCheckpointStore store = writer()) {
      save(store, 3);
      for (String name : List.of("other.sqlite", "other.sqlite-wal")) {
        Files.copy(directory.resolve(name), archive.resolve(name));
      }
    }
    Files.delete(run.resolve("wickstream.db"));
    Files.createSymbolicLink(run.resolve("wickstream.db"), archive.resolve("other.sqlite"));
    try (ResultsDatabase read = read(run)) {
      assertThat(events(read)).isEqualTo(5);
    }
  }

  @Test
  void earlierTablesAreBroughtUpToDateElsewhere() throws IOException, SQLException {
    change(
        "DROP TABLE leadership",
        "DROP TABLE tickets",
        "DROP TABLE judgements",
        "ALTER TABLE couplings DROP COLUMN theory",
        "ALTER TABLE couplings DROP COLUMN variance_of_variance",
        "ALTER TABLE couplings DROP COLUMN tail_shape",
        "ALTER TABLE couplings DROP COLUMN objection",
        "ALTER TABLE couplings DROP COLUMN why",
        "ALTER TABLE shards DROP COLUMN objection",
        "ALTER TABLE shards DROP COLUMN why",
        "ALTER TABLE campaigns DROP COLUMN saves",
        "ALTER TABLE campaigns DROP COLUMN failures",
        "ALTER TABLE campaigns DROP COLUMN spent_ms",
        "DELETE FROM wickstream_schema WHERE version >= 2");
    Map<String, String> before = contents(run);
    try (ResultsDatabase read = read(run)) {
      assertThat(events(read)).isEqualTo(2);
      List<Long> leaders =
          read.transaction(
              sql ->
                  Statements.query(sql, "SELECT COUNT(*) FROM leadership", row -> row.getLong(1)));
      assertThat(leaders).containsExactly(0L);
    }
    assertThat(contents(run)).isEqualTo(before);
  }

  @Test
  void laterTablesAreRefused() throws SQLException {
    change("INSERT INTO wickstream_schema VALUES (99)");
    assertThatThrownBy(() -> read(run))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("schema version 99");
  }

  @Test
  void whatChangesMeanwhileIsNotTrusted() throws IOException {
    try (ResultsDatabase read = read(run)) {
      assertThat(events(read)).isEqualTo(2);
      try (JdbcCheckpointStore store = writer()) {
        save(store, 3);
      }
      assertThatThrownBy(() -> events(read))
          .isInstanceOf(DatabaseFailure.class)
          .hasMessage(run.resolve("wickstream.db") + " has changed while it was read; try again");
    }
  }
}
