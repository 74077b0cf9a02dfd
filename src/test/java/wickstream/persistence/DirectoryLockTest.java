package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory belongs to one at a time. */
class DirectoryLockTest {
  @TempDir private Path directory;

  @Test
  void isNotGivenTwiceWithinAProcess() throws Exception {
    try (DirectoryLock held = DirectoryLock.of(directory, "me")) {
      Path sameByAnotherName = directory.resolve("../" + directory.getFileName());
      for (Path path : new Path[] {directory, sameByAnotherName}) {
        assertThatThrownBy(() -> DirectoryLock.of(path, "me too"))
            .isInstanceOf(DirectoryLock.InUse.class)
            .hasMessage(path + " is in use by this process");
      }
      assertThat(held).isNotNull();
    }
    DirectoryLock.of(directory, "the next").close();
  }

  @Test
  void saysWhoHoldsItAndLeavesNothingBehind() throws Exception {
    try (DirectoryLock held = DirectoryLock.of(directory, "process 7")) {
      assertThat(held).isNotNull();
      assertThat(directory.resolve(".wickstream.lock")).hasContent("process 7");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void isSeenByThoseWhoOnlyRead() throws Exception {
    DirectoryLock.requireFree(directory);
    assertThat(directory).as("nothing is left by looking").isEmptyDirectory();
    try (DirectoryLock held = DirectoryLock.of(directory, "me")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.requireFree(directory))
          .isInstanceOf(DirectoryLock.InUse.class)
          .hasMessage(directory + " is in use by this process");
    }
    Files.writeString(directory.resolve(".wickstream.lock"), "process 7, which was killed");
    DirectoryLock.requireFree(directory);
  }

  @Test
  void needsADirectory() {
    assertThatThrownBy(() -> DirectoryLock.of(directory.resolve("missing"), "me"))
        .isInstanceOf(IOException.class);
    assertThat(Files.exists(directory.resolve("missing"))).isFalse();
  }
}
