package wickstream.physics.quadrature;

import java.util.Arrays;
import wickstream.physics.Multisets;

/**
 * Weighted sums of the products Π h_s over all multisets of four and six of M numbers: the moments
 * of a quadrature, gathered node by node in blocks, so that a sum of many numbers takes on the
 * rounding errors of few additions. Mutable; for the thread that made it.
 */
public final class MultisetProducts {
  private final double[] pairs;
  private final double[] quads;
  private final double[] fourth;
  private final double[] sixth;
  private final double[] fourthOfBlock;
  private final double[] sixthOfBlock;
  private final int[] headOfQuad;
  private final int[] tailOfQuad;
  private final int[] headOfSextet;
  private final int[] tailOfSextet;

  public MultisetProducts(int points, boolean withSixth) {
    Multisets ofTwo = Multisets.of(points, 2);
    Multisets ofFour = Multisets.of(points, 4);
    pairs = new double[ofTwo.size()];
    quads = new double[ofFour.size()];
    fourth = new double[ofFour.size()];
    fourthOfBlock = new double[ofFour.size()];
    headOfQuad = new int[ofFour.size()];
    tailOfQuad = new int[ofFour.size()];
    for (int k = 0; k < ofFour.size(); k++) {
      int[] x = ofFour.indices(k);
      headOfQuad[k] = ofTwo.indexOf(x[0], x[1]);
      tailOfQuad[k] = ofTwo.indexOf(x[2], x[3]);
    }
    int sextets = withSixth ? Math.toIntExact(Multisets.count(points, 6)) : 0;
    sixth = new double[sextets];
    sixthOfBlock = new double[sextets];
    headOfSextet = new int[sextets];
    tailOfSextet = new int[sextets];
    if (withSixth) {
      Multisets ofSix = Multisets.of(points, 6);
      for (int k = 0; k < sextets; k++) {
        int[] x = ofSix.indices(k);
        headOfSextet[k] = ofFour.indexOf(x[0], x[1], x[2], x[3]);
        tailOfSextet[k] = ofTwo.indexOf(x[4], x[5]);
      }
    }
  }

  /** Adds weight · Π h_s to every sum of the current block. */
  public void add(double[] h, double weight) {
    int pair = 0;
    for (int a = 0; a < h.length; a++) {
      for (int b = a; b < h.length; b++) {
        pairs[pair++] = h[a] * h[b];
      }
    }
    for (int k = 0; k < quads.length; k++) {
      quads[k] = pairs[headOfQuad[k]] * pairs[tailOfQuad[k]];
      fourthOfBlock[k] = Math.fma(weight, quads[k], fourthOfBlock[k]);
    }
    for (int k = 0; k < sixth.length; k++) {
      double product = quads[headOfSextet[k]] * pairs[tailOfSextet[k]];
      sixthOfBlock[k] = Math.fma(weight, product, sixthOfBlock[k]);
    }
  }

  /** Ends a block: adds what it has gathered to the sums. */
  public void endBlock() {
    carry(fourthOfBlock, fourth);
    carry(sixthOfBlock, sixth);
  }

  private static void carry(double[] from, double[] into) {
    for (int k = 0; k < into.length; k++) {
      into[k] += from[k];
      from[k] = 0;
    }
  }

  /** The sums of all blocks for the multisets of four and then, if asked for, of six. */
  public double[] sums() {
    double[] sums = Arrays.copyOf(fourth, fourth.length + sixth.length);
    System.arraycopy(sixth, 0, sums, fourth.length, sixth.length);
    return sums;
  }
}
