package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of any length and number come back. */
class LabelledArraysTest {
  @TempDir private Path directory;

  private Path written(String[][] texts) throws IOException {
    Path file = directory.resolve("texts.h5");
    RootGroup root = new RootGroup();
    LabelledArrays arrays = new LabelledArrays(root);
    arrays.dimension("row", IntStream.range(0, texts.length).toArray(), "a row");
    arrays.dimension("column", texts[0], "a column");
    arrays.array("texts", texts, "some texts", "row", "column");
    arrays.array("title", "σ_W ≥ 1", "one text");
    root.writeTo(Files.createFile(file));
    return file;
  }

  @Test
  void textsComeBack() throws IOException {
    String[][] texts = {
      {"", "a", "σ_b = 0, at 5 σ"}, {"longer than the others ".repeat(20), "é", ""}
    };
    try (HdfFile file = new HdfFile(written(texts))) {
      assertThat(file.getDatasetByPath("texts").getData()).isEqualTo(texts);
      assertThat(file.getDatasetByPath("column").getData()).isEqualTo(texts[0]);
      assertThat(file.getDatasetByPath("title").getData()).isEqualTo("σ_W ≥ 1");
    }
  }

  /** More than one collection of a heap holds. */
  @Test
  void veryManyTextsComeBack() throws IOException {
    String[][] texts = new String[3][12_345];
    for (int row = 0; row < texts.length; row++) {
      int of = row;
      Arrays.setAll(texts[row], column -> of + " " + column);
    }
    try (HdfFile file = new HdfFile(written(texts))) {
      assertThat(file.getDatasetByPath("texts").getData()).isEqualTo(texts);
      Object[] dimensions =
          (Object[]) file.getChild("texts").getAttribute("DIMENSION_LIST").getData();
      assertThat((long[]) dimensions[1]).containsExactly(file.getChild("column").getAddress());
    }
  }

  /** A group may be the last entry, and empty. */
  @Test
  void withoutArraysThereIsNoHeap() throws IOException {
    Path file = Files.createFile(directory.resolve("empty.h5"));
    RootGroup root = new RootGroup();
    root.putDataset("one", 1.5);
    root.putGroup("nothing");
    root.writeTo(file);
    try (HdfFile read = new HdfFile(file)) {
      assertThat(read.getDatasetByPath("one").getData()).isEqualTo(1.5);
      assertThat(read.getChildren()).containsOnlyKeys("one", "nothing");
    }
  }
}
