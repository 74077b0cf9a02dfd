package wickstream.config;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Points of a file of NumPy's: an array with one row a point, or one number a point for d_in = 1.
 */
final class NpyPoints {
  private static final int PIECE = 1 << 20;

  private final Setting npy;
  private final int dIn;
  private final PointSources sources;

  private NpyPoints(Setting npy, int dIn, PointSources sources) {
    this.npy = npy;
    this.dIn = dIn;
    this.sources = sources;
  }

  /**
   * All points of the file that a setting names.
   *
   * @throws InvalidConfiguration naming what is not as described
   */
  static double[][] read(Setting npy, int dIn, PointSources sources) {
    return sources.read(npy, path -> new NpyPoints(npy, dIn, sources).read(path));
  }

  private double[][] read(Path path) throws IOException {
    try (FileChannel in = FileChannel.open(path)) {
      NpyHeader header = NpyHeader.read(in);
      int count = count(header);
      long bytes = header.length() + (long) count * dIn * header.type().bytes();
      if (in.size() != bytes) {
        throw refused(
            "have %d bytes to hold an array of shape %s".formatted(bytes, header.shapeText()),
            "has %d".formatted(in.size()));
      }
      return points(in, header, count);
    } catch (IllegalArgumentException e) {
      throw refused("be a file of numpy.save with numbers f8, f4, i8 or i4", e.getMessage());
    } catch (EOFException e) {
      throw refused("be a whole file of numpy.save", "ends too early");
    }
  }

  private int count(NpyHeader header) {
    long[] shape = header.shape();
    boolean isMatrix = shape.length == 2 && shape[1] == dIn;
    if (!isMatrix && !(dIn == 1 && shape.length == 1)) {
      throw refused(
          "have the shape (points, d-in = %d)".formatted(dIn), "has " + header.shapeText());
    }
    sources.check(npy, shape[0], dIn);
    return (int) shape[0];
  }

  private double[][] points(FileChannel in, NpyHeader header, int count) throws IOException {
    double[][] points = new double[count][dIn];
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(header.order());
    long next = 0;
    while (next < (long) count * dIn) {
      if (in.read(piece) < 0) {
        throw new EOFException();
      }
      piece.flip();
      for (; piece.remaining() >= header.type().bytes(); next++) {
        int a = (int) (header.isFortran() ? next % count : next / dIn);
        int k = (int) (header.isFortran() ? next / count : next % dIn);
        points[a][k] = finite(header.type().next(piece), a, k);
      }
      piece.compact();
    }
    return points;
  }

  private double finite(double x, int a, int k) {
    if (!Double.isFinite(x)) {
      throw refused("hold finite numbers", "has %s at [%d, %d]".formatted(x, a, k));
    }
    return x;
  }

  private InvalidConfiguration refused(String wanted, String found) {
    return new InvalidConfiguration(
        npy.path(), "must %s, %s %s".formatted(wanted, npy.text(), found));
  }
}
