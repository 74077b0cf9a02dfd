package wickstream.sampling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
    return of(bag, bag.contributions().size());
  }

  /** Those of the bag without the series after so many. */
  static String of(Bag bag, long count) {
    BagFingerprint print = new BagFingerprint();
    print.digest.update(bag.shard().getBytes(StandardCharsets.UTF_8));
    print.add(bag.index());
    Moments components = bag.sums().components();
    print.add(components.count());
    for (int k = 0; k < components.dimension(); k++) {
      print.add(Double.doubleToRawLongBits(components.mean(k)));
      print.add(Double.doubleToRawLongBits(components.variance(k)));
    }
    List<CentralMoments> all = bag.sums().series().stream().limit(count).toList();
    for (CentralMoments moments : all) {
      print.add(moments.count());
      print.add(Double.doubleToRawLongBits(moments.mean()));
      print.add(Double.doubleToRawLongBits(moments.m2()));
      print.add(Double.doubleToRawLongBits(moments.m3()));
      print.add(Double.doubleToRawLongBits(moments.m4()));
    }
    for (double[] series : bag.contributions().subList(0, all.size())) {
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
