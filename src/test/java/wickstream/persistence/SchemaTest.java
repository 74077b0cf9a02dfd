package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  @TempDir Path directory;

  /** As earlier versions of the program have left it. */
  private Database ofVersion(int version) throws SQLException, IOException {
    Database database = Database.in(directory);
    try (Connection sql = database.connect();
        Statement statement = sql.createStatement()) {
      statement.execute("CREATE TABLE wickstream_schema (version INTEGER)");
      for (int script = 1; script <= version; script++) {
        try (InputStream in =
            getClass().getResourceAsStream("/wickstream/schema/%d.sql".formatted(script))) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          for (String command : text.replaceAll("--[^\n]*", "").split(";")) {
            if (!command.isBlank()) {
              statement.execute(command);
            }
          }
        }
      }
      statement.execute("INSERT INTO wickstream_schema VALUES (%d)".formatted(version));
      statement.execute(
          """
          INSERT INTO campaigns
            (name, seed, configuration, program, revision, configured_in, holder, created_at, updated_at)
          VALUES ('old', 1, '{}', '0', 1, 1, 'me', '2026', '2026')""");
      statement.execute(
          """
          INSERT INTO shards (campaign, shard, activation, d_in, d_out, width, sigma_w, sigma_b,
            estimator, verdict, reason, bags, networks)
          VALUES ('old', '00ff', 'gauss', 1, 1, 5, 1, 1, 'plain', 'continue', '', 2, 20)""");
      statement.execute(
          "INSERT INTO greens VALUES ('old', '00ff', 4, '0 0 1 2', 1, 2, 3, 4, 5, NULL)");
      sql.commit();
    }
    return database;
  }

  @Test
  void greenFunctionsOfEarlierVersionsAreKeptWithoutAnIndex() throws SQLException, IOException {
    Database old = ofVersion(4);
    ResultsDatabase.open(old).close();
    try (Connection sql = old.connect()) {
      assertThat(Statements.query(sql, "SELECT * FROM greens", row -> row.getDouble("normalised")))
          .containsExactly(5.0);
      assertThat(Statements.query(sql, "SELECT name FROM sqlite_master", row -> row.getString(1)))
          .contains("greens")
          .noneMatch(name -> name.startsWith("sqlite_autoindex_greens"))
          .doesNotContain("greens_with_index");
      Statements.execute(sql, "DELETE FROM shards");
      assertThat(Statements.query(sql, "SELECT n FROM greens", row -> row.getInt(1)))
          .isEqualTo(List.of());
    }
  }
}
