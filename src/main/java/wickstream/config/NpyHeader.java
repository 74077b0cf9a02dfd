package wickstream.config;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of NumPy's says of the array in it: versions 1.0 to 3.0 of the format described in
 * numpy.lib.format.
 *
 * @param length how many bytes of the file come before the array
 * @param type of the numbers
 * @param order of the bytes of a number
 * @param isFortran whether the first index runs fastest
 * @param shape how many numbers there are along each axis
 */
record NpyHeader(int length, Type type, ByteOrder order, boolean isFortran, long[] shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_LENGTH = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*('([<>=|])(\\w+)'|[^,]*)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(((?:\\d{1,18}L?\\s*,?\\s*)*)\\)");

  /** A type of numbers, under NumPy's name. */
  enum Type {
    F8(Double.BYTES, ByteBuffer::getDouble),
    F4(Float.BYTES, ByteBuffer::getFloat),
    I8(Long.BYTES, ByteBuffer::getLong),
    I4(Integer.BYTES, ByteBuffer::getInt);

    private final int bytes;
    private final ToDoubleFunction<ByteBuffer> next;

    Type(int bytes, ToDoubleFunction<ByteBuffer> next) {
      this.bytes = bytes;
      this.next = next;
    }

    int bytes() {
      return bytes;
    }

    /** The next number of a buffer. */
    double next(ByteBuffer from) {
      return next.applyAsDouble(from);
    }
  }

  /**
   * Reads the beginning of a file.
   *
   * @throws IllegalArgumentException whose message is what is wrong with it, to be read after the
   *     file's name
   */
  static NpyHeader read(ReadableByteChannel in) throws IOException {
    ByteBuffer start = filled(in, MAGIC.length + 2);
    byte[] magic = new byte[MAGIC.length];
    start.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IllegalArgumentException("does not begin as they do");
    }
    int version = start.get();
    int minor = start.get();
    if (version < 1 || version > 3 || minor != 0) {
      throw new IllegalArgumentException(
          "is of version %d.%d, not 1.0 to 3.0".formatted(version, minor));
    }
    int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer size = filled(in, lengthBytes);
    int length = version == 1 ? size.getShort() & 0xffff : size.getInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "has a header of %s bytes, more than %d"
              .formatted(Integer.toUnsignedString(length), MAX_LENGTH));
    }
    String text = new String(filled(in, length).array(), StandardCharsets.UTF_8);
    return parsed(MAGIC.length + 2 + lengthBytes + length, text);
  }

  private static ByteBuffer filled(ReadableByteChannel in, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static NpyHeader parsed(int length, String text) {
    Matcher type = found(TYPE, "descr", text);
    Matcher isFortran = found(FORTRAN, "fortran_order", text);
    Matcher shape = found(SHAPE, "shape", text);
    return new NpyHeader(
        length,
        type(type),
        ">".equals(type.group(2)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        isFortran.group(1).equals("True"),
        Pattern.compile("\\d+")
            .matcher(shape.group(1))
            .results()
            .mapToLong(number -> Long.parseLong(number.group()))
            .toArray());
  }

  private static Matcher found(Pattern pattern, String key, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("has a header without %s".formatted(key));
    }
    return matcher;
  }

  private static Type type(Matcher descr) {
    String name = Optional.ofNullable(descr.group(3)).orElse("");
    return Arrays.stream(Type.values())
        .filter(type -> type.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "has %s".formatted(InvalidConfiguration.shown(descr.group(1)))));
  }

  /** As NumPy writes it: (3, 2), (3,). */
  String shapeText() {
    String numbers = Arrays.toString(shape);
    String bare = numbers.substring(1, numbers.length() - 1);
    return "(%s%s)".formatted(bare, shape.length == 1 ? "," : "");
  }
}
