package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.InputPoints;

class NpyPointsTest {
  private static final InputPoints POINTS =
      InputPoints.ofDimension(2, new double[][] {{1, -2}, {3, 4}, {5, 0}});

  @TempDir private Path directory;

  private InputPoints read(int dIn, byte[] npy) throws IOException {
    Files.write(directory.resolve("p.npy"), npy);
    Path file = directory.resolve("f.conf");
    Files.writeString(
        file,
        "campaign { widths = [5], sigma-w = [1], stop.observable = m4, orders = [2, 4]"
            + ", ensemble.d-in = "
            + dIn
            + "\n points = { npy = p.npy } }");
    return CampaignFile.load(file, List.of()).campaign().points();
  }

  /** The bytes of numpy.save: a header as NumPy writes it, and an array. */
  private static byte[] npy(int version, String descr, boolean isFortran, String shape, byte[] data)
      throws IOException {
    String header =
        "{'descr': %s, 'fortran_order': %s, 'shape': %s, }"
            .formatted(descr, isFortran ? "True" : "False", shape);
    int lengthBytes = version == 1 ? 2 : 4;
    int blanks = 63 - (8 + lengthBytes + header.length()) % 64;
    byte[] text = (header + " ".repeat(blanks) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length);
    out.write(length.array(), 0, lengthBytes);
    out.write(text);
    out.write(data);
    return out.toByteArray();
  }

  private static byte[] data(String type, double... numbers) {
    ByteBuffer data = ByteBuffer.allocate(8 * numbers.length);
    data.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double x : numbers) {
      switch (type.substring(1)) {
        case "f8" -> data.putDouble(x);
        case "f4" -> data.putFloat((float) x);
        case "i8" -> data.putLong((long) x);
        default -> data.putInt((int) x);
      }
    }
    byte[] written = new byte[data.flip().remaining()];
    data.get(written);
    return written;
  }

  private static byte[] valid() throws IOException {
    return npy(1, "'<f8'", false, "(3, 2)", data("<f8", 1, -2, 3, 4, 5, 0));
  }

  @ParameterizedTest
  @CsvSource({"<f8, 1", ">f8, 1", "<f4, 2", ">f4, 1", "<i8, 3", ">i8, 1", "<i4, 1", ">i4, 2"})
  void readsNumbersOfEachTypeInBothOrders(String type, int version) throws IOException {
    String descr = "'" + type + "'";
    assertThat(read(2, npy(version, descr, false, "(3, 2)", data(type, 1, -2, 3, 4, 5, 0))))
        .isEqualTo(POINTS);
    assertThat(read(2, npy(version, descr, true, "(3, 2)", data(type, 1, 3, 5, -2, 4, 0))))
        .isEqualTo(POINTS);
  }

  @Test
  void onALineOneAxisIsEnough() throws IOException {
    InputPoints line = InputPoints.ofDimension(1, new double[][] {{1}, {2}});
    assertThat(read(1, npy(1, "'<f8'", false, "(2,)", data("<f8", 1, 2)))).isEqualTo(line);
    assertThat(read(1, npy(1, "'<f8'", true, "(2, 1)", data("<f8", 1, 2)))).isEqualTo(line);
    assertThat(read(1, npy(1, "'<f8'", false, "(2L,)", data("<f8", 1, 2)))).isEqualTo(line);
  }

  /** numpy.save(f, numpy.array([[1, -2], [3, 4], [5, 0]], dtype=">f4", order="F")), NumPy 2.4.6. */
  @Test
  void readsWhatNumpyWrites() throws IOException {
    assertThat(
            read(
                2,
                Base64.getDecoder()
                    .decode(
                        "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/gAAAQEAAAECgAADAAAAAQIAAAAAAAAA=")))
        .isEqualTo(POINTS);
  }

  /** More than one piece of a megabyte, and a number across the border of two. */
  @Test
  void readsInPieces() throws IOException {
    int dIn = 50_001;
    double[] numbers = new double[3 * dIn];
    numbers[0] = 3;
    numbers[2 * dIn - 1] = 2;
    numbers[3 * dIn - 2] = -5;
    InputPoints points =
        read(dIn, npy(1, "'<f8'", false, "(3, %d)".formatted(dIn), data("<f8", numbers)));
    assertThat(points.dIn()).isEqualTo(dIn);
    assertThat(points)
        .isEqualTo(InputPoints.ofDimension(dIn, new double[][] {{3, 0, 0}, {0, 2, 0}, {0, 0, 5}}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'<c16' | (3, 2)     | be a file of numpy.save with numbers f8, f4, i8 or i4, p.npy has '<c16'",
        "'O'    | (3, 2)     | be a file of numpy.save with numbers f8, f4, i8 or i4, p.npy has 'O'",
        "'<U5'  | (3, 2)     | be a file of numpy.save with numbers f8, f4, i8 or i4, p.npy has '<U5'",
        "[('x'  | (3, 2)     | be a file of numpy.save with numbers f8, f4, i8 or i4, p.npy has [('x'",
        "'<f8'  | (2, 3)     | have the shape (points, d-in = 2), p.npy has (2, 3)",
        "'<f8'  | (6,)       | have the shape (points, d-in = 2), p.npy has (6,)",
        "'<f8'  | ()         | have the shape (points, d-in = 2), p.npy has ()",
        "'<f8'  | (1, 3, 2)  | have the shape (points, d-in = 2), p.npy has (1, 3, 2)",
        "'<f8'  | (-3, 2)    | be a file of numpy.save with numbers f8, f4, i8 or i4, p.npy has a header without shape",
        "'<f8'  | (1001, 2)  | have at most 1000 points, had 1001",
        "'<f8'  | (999999999999999999, 2) | have at most 1000 points, had 999999999999999999",
        "'<f8'  | (4, 2)     | have 192 bytes to hold an array of shape (4, 2), p.npy has 176",
        "'<f8'  | (2, 2)     | have 160 bytes to hold an array of shape (2, 2), p.npy has 176",
        "'<f4'  | (3, 2)     | have 152 bytes to hold an array of shape (3, 2), p.npy has 176",
      })
  void otherArraysAreRefused(String descr, String shape, String complaint) throws IOException {
    byte[] npy = npy(1, descr, false, shape, data("<f8", 1, -2, 3, 4, 5, 0));
    assertThatThrownBy(() -> read(2, npy))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(directory.resolve("f.conf") + ":2: campaign.points.npy must " + complaint);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void numbersMustBeFinite(double x) throws IOException {
    byte[] npy = npy(1, "'<f8'", true, "(3, 2)", data("<f8", 1, 2, 3, 4, 5, x));
    assertThatThrownBy(() -> read(2, npy))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageEndingWith("must hold finite numbers, p.npy has " + x + " at [2, 1]");
  }

  @Test
  void equalPointsAreRefused() throws IOException {
    byte[] npy = npy(1, "'<f8'", false, "(2, 2)", data("<f8", 1, 2, 1, 2));
    assertThatThrownBy(() -> read(2, npy))
        .hasMessageEndingWith(
            "campaign.points[1] must differ from the points before it, was [1.0, 2.0] again");
  }

  @Test
  void otherVersionsAndLongHeadersAreRefused() throws IOException {
    byte[] npy = valid();
    npy[6] = 4;
    assertThatThrownBy(() -> read(2, npy))
        .hasMessageEndingWith("is of version 4.0, not 1.0 to 3.0");
    byte[] second = npy(2, "'<f8'", false, "(3, 2)", data("<f8", 1, -2, 3, 4, 5, 0));
    second[11] = (byte) 0xff;
    assertThatThrownBy(() -> read(2, second)).hasMessageEndingWith("bytes, more than 65536");
    assertThatThrownBy(() -> read(2, "1, 2\n3, 4\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageEndingWith("p.npy does not begin as they do");
  }

  /** Wherever a file ends too early, and whatever byte of its header is wrong, one line says so. */
  @Test
  void damagedFilesAreRefusedOrRead() throws IOException {
    byte[] npy = valid();
    for (int length = 0; length < npy.length; length++) {
      byte[] truncated = Arrays.copyOf(npy, length);
      assertThatThrownBy(() -> read(2, truncated))
          .as("%d bytes", length)
          .isInstanceOf(InvalidConfiguration.class)
          .hasMessageContaining("campaign.points.npy must ");
    }
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = npy.clone();
      damaged[random.nextInt(128)] = (byte) random.nextInt(256);
      try {
        assertThat(read(2, damaged).count()).isEqualTo(3);
      } catch (InvalidConfiguration e) {
        assertThat(e).hasMessageContaining("campaign.points").hasMessageNotContaining("null");
      }
    }
  }
}
