package wickstream.persistence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * A binary format's header and checksum: eight letters, a version and the total length, four bytes
 * each, before the contents, and their SHA-256 after them.
 *
 * @param what the format is called in messages
 * @param letters eight letters of ASCII
 * @param version of the format: that which is written, and the newest that can be read
 * @param least how many bytes the contents have at least
 */
record ChecksummedFrame(String what, String letters, int version, int least) {
  /** How many bytes stand before the contents. */
  static final int BEFORE = 16;

  private static final int AFTER = 32;

  /** A buffer for this many bytes of contents, positioned at their start. */
  ByteBuffer begin(long contents) {
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(BEFORE + contents + AFTER));
    return out.put(magic()).putInt(version).putInt(out.capacity());
  }

  private byte[] magic() {
    return letters.getBytes(StandardCharsets.US_ASCII);
  }

  /** The finished frame, once all contents have been written. */
  byte[] seal(ByteBuffer written) {
    return written.put(digest(written.array())).array();
  }

  /** The SHA-256 of all but the last 32 bytes. */
  private static byte[] digest(byte[] data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(data, 0, data.length - AFTER);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * What the contents say.
   *
   * @param reading reads them to their end, given the version; throws {@link
   *     IllegalArgumentException} for invalid contents
   * @throws DamagedCheckpoint if these are other bytes, of a version that cannot be read, or
   *     invalid
   */
  <T> T read(byte[] data, BiFunction<ByteBuffer, Integer, T> reading) throws DamagedCheckpoint {
    ByteBuffer in = open(data);
    try {
      T read = reading.apply(in, versionOf(data));
      if (in.hasRemaining()) {
        throw contradiction("%d bytes too many".formatted(in.remaining()));
      }
      return read;
    } catch (BufferUnderflowException e) {
      throw contradiction("ends too early");
    } catch (IllegalArgumentException e) {
      throw contradiction(e.getMessage());
    }
  }

  private DamagedCheckpoint contradiction(String how) {
    return new DamagedCheckpoint("the %s contradicts itself: %s".formatted(what, how));
  }

  private ByteBuffer open(byte[] data) throws DamagedCheckpoint {
    if (!Arrays.equals(magic(), Arrays.copyOf(data, Math.min(data.length, letters.length())))) {
      throw new DamagedCheckpoint("these %d bytes are not a %s".formatted(data.length, what));
    }
    if (data.length < BEFORE + least + AFTER) {
      throw new DamagedCheckpoint(
          "the %s is truncated: only %d bytes are left".formatted(what, data.length));
    }
    requireVersion(versionOf(data));
    requireLength(data.length, ByteBuffer.wrap(data).getInt(letters.length() + 4));
    int end = data.length - AFTER;
    if (!Arrays.equals(data, end, data.length, digest(data), 0, AFTER)) {
      throw new DamagedCheckpoint(
          "the %s's checksum differs: its bytes were changed".formatted(what));
    }
    return ByteBuffer.wrap(data, BEFORE, end - BEFORE);
  }

  private int versionOf(byte[] data) {
    return ByteBuffer.wrap(data).getInt(letters.length());
  }

  private void requireVersion(int found) throws DamagedCheckpoint {
    if (found < 1 || found > version) {
      throw new DamagedCheckpoint(
          found > version
              ? "the %s was written by a newer version of the program: format %d, not %d"
                  .formatted(what, found, version)
              : "the %s's format %d does not exist".formatted(what, found));
    }
  }

  private void requireLength(int found, int length) throws DamagedCheckpoint {
    if (found != length) {
      throw new DamagedCheckpoint(
          found < length
              ? "the %s is truncated: %d of %d bytes are left".formatted(what, found, length)
              : "the %s has %d bytes, and should have %d".formatted(what, found, length));
    }
  }
}
