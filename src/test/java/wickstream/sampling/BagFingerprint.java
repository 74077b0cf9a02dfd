package wickstream.sampling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import wickstream.statistics.Bag;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Moments;

/** SHA-256 over the bits of all numbers of a bag. */
final class BagFingerprint {
  private final MessageDigest digest;

  private BagFingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first 16 hexadecimal digits. */
  static String of(Bag bag) {
    BagFingerprint print = new BagFingerprint();
    print.digest.update(bag.shard().getBytes(StandardCharsets.UTF_8));
    print.add(bag.index());
    Moments components = bag.sums().components();
    print.add(components.count());
    for (int k = 0; k < components.dimension(); k++) {
      print.add(Double.doubleToRawLongBits(components.mean(k)));
      print.add(Double.doubleToRawLongBits(components.variance(k)));
    }
    for (CentralMoments moments : bag.sums().series()) {
      print.add(moments.count());
      print.add(Double.doubleToRawLongBits(moments.mean()));
      print.add(Double.doubleToRawLongBits(moments.m2()));
      print.add(Double.doubleToRawLongBits(moments.m3()));
      print.add(Double.doubleToRawLongBits(moments.m4()));
    }
    for (double[] series : bag.contributions()) {
      for (double y : series) {
        print.add(Double.doubleToRawLongBits(y));
      }
    }
    return HexFormat.of().formatHex(print.digest.digest(), 0, 8);
  }

  private void add(long bits) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).flip());
  }
}
