package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  @TempDir private Path folder;

  private Path left(String name) throws IOException {
    Path directory = Files.createDirectory(folder.resolve(name));
    Files.createDirectory(directory.resolve("copy1"));
    Files.writeString(directory.resolve("copy1/wickstream.db"), "a copy");
    Files.writeString(directory.resolve("sqlite-3-x-libsqlitejdbc.so"), "a library");
    return directory;
  }

  @Test
  void whatDeadProcessesHaveLeftIsRemovedAndNothingElse() throws IOException, DirectoryLock.InUse {
    Path mine = Files.createDirectory(folder.resolve("wickstream-1-1"));
    Path dead = left("wickstream-1-22");
    Files.writeString(dead.resolve(".wickstream.lock"), "process 1");
    Path alive = left("wickstream-2-3");
    Path others = left("wickstream-results77");
    Path kept = left("elsewhere");
    Path link = Files.createSymbolicLink(folder.resolve("wickstream-4-4"), kept);
    Files.createSymbolicLink(dead.resolve("link"), kept);
    try (DirectoryLock lock = DirectoryLock.of(alive, "process 2")) {
      TemporaryDirectory.removeLeftovers(folder, mine);
    }
    assertThat(dead).doesNotExist();
    assertThat(link).exists();
    for (Path directory : new Path[] {alive, others, kept}) {
      assertThat(directory.resolve("copy1/wickstream.db")).hasContent("a copy");
      assertThat(directory.resolve("sqlite-3-x-libsqlitejdbc.so")).hasContent("a library");
    }
    assertThat(mine).exists();
  }
}
