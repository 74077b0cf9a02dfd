package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All lanes at once against one lane after the other, bit for bit. */
@Tag("bits")
class LaneGeneratorTest {

  private static LaneGenerator fastest() throws ReflectiveOperationException {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? (LaneGenerator)
            Class.forName("wickstream.random.vector.VectorLanes").getConstructor().newInstance()
        : LaneGenerator.SCALAR;
  }

  /** So many draws that thousands of normals lie beside the boxes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 31, 32, 105})
  void sameBitsAsLaneByLane(int rows) throws ReflectiveOperationException {
    LaneStreams expected = new LaneStreams(1, 2, rows, 3);
    LaneStreams streams = new LaneStreams(fastest(), 1, 2, rows, 3);
    int n = LaneStreams.LANES * rows;
    for (int draw = 0; draw < 1_000_000 / n; draw++) {
      double[] normals = new double[n];
      double[] expectedNormals = new double[n];
      streams.normals(normals, rows);
      expected.normals(expectedNormals, rows);
      assertThat(normals).containsExactly(expectedNormals);

      long[] words = new long[n];
      long[] expectedWords = new long[n];
      streams.words(words, rows);
      expected.words(expectedWords, rows);
      assertThat(words).containsExactly(expectedWords);
    }
  }
}
