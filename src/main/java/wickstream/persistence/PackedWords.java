package wickstream.persistence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Words of eight bytes in fewer bytes. Neighbouring numbers often share their sign, their exponent
 * and the first bits of their fraction, and nothing else; so the first three bytes of all words are
 * compressed, first bytes first, and the other five stand as they are.
 *
 * <table>
 * <caption>W packed words</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>4</td><td>W</td></tr>
 * <tr><td>4</td><td>4</td><td>C</td></tr>
 * <tr><td>8</td><td>C</td><td>the first byte of each word, then the second of each, then the third,
 * in the format of zlib (RFC 1950)</td></tr>
 * <tr><td>8 + C</td><td>5 W</td><td>the fourth byte of each word, then the fifth of each, …</td></tr>
 * </table>
 */
final class PackedWords {
  private static final int COMPRESSED = 3;

  private PackedWords() {}

  /** Packs whole words, from the buffer's begin to its end. */
  static byte[] pack(ByteBuffer words) {
    byte[] bytes = words.array();
    int count = bytes.length / Long.BYTES;
    byte[] planes = new byte[bytes.length];
    for (int plane = 0; plane < Long.BYTES; plane++) {
      for (int w = 0; w < count; w++) {
        planes[plane * count + w] = bytes[Long.BYTES * w + plane];
      }
    }
    byte[] compressed = deflated(planes, COMPRESSED * count);
    int plain = planes.length - COMPRESSED * count;
    return ByteBuffer.allocate(2 * Integer.BYTES + compressed.length + plain)
        .putInt(count)
        .putInt(compressed.length)
        .put(compressed)
        .put(planes, COMPRESSED * count, plain)
        .array();
  }

  private static byte[] deflated(byte[] bytes, int length) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes, 0, length);
      deflater.finish();
      byte[] out = new byte[length + length / 8 + 64]; // what cannot be compressed grows by less
      int size = deflater.deflate(out);
      if (!deflater.finished()) {
        throw new IllegalStateException("%d bytes grew beyond %d".formatted(length, out.length));
      }
      return Arrays.copyOf(out, size);
    } finally {
      deflater.end();
    }
  }

  /**
   * Reads words that were packed.
   *
   * @throws BufferUnderflowException if there are fewer bytes than that takes
   * @throws IllegalArgumentException if these are other bytes
   */
  static ByteBuffer unpack(ByteBuffer in) {
    int count = BlockFormat.count(in);
    byte[] compressed = new byte[atMost(in, BlockFormat.count(in))];
    in.get(compressed);
    int plain = Long.BYTES - COMPRESSED;
    if (count > in.remaining() / plain) {
      throw new BufferUnderflowException();
    }
    byte[] planes = new byte[Long.BYTES * count];
    inflate(compressed, planes, COMPRESSED * count);
    in.get(planes, COMPRESSED * count, plain * count);
    byte[] bytes = new byte[planes.length];
    for (int plane = 0; plane < Long.BYTES; plane++) {
      for (int w = 0; w < count; w++) {
        bytes[Long.BYTES * w + plane] = planes[plane * count + w];
      }
    }
    return ByteBuffer.wrap(bytes);
  }

  private static int atMost(ByteBuffer in, int bytes) {
    if (bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return bytes;
  }

  private static void inflate(byte[] compressed, byte[] out, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      int size = inflater.inflate(out, 0, length);
      int more = inflater.inflate(new byte[1]);
      if (size != length || more > 0 || !inflater.finished() || inflater.getRemaining() > 0) {
        throw new IllegalArgumentException(
            "%d compressed bytes are not %d".formatted(compressed.length, length));
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("what is compressed is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
