package wickstream.sampling.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneStreams;
import wickstream.sampling.HiddenUnits;
import wickstream.sampling.LayerLoops;

/**
 * As many lanes at once as a vector register holds, with the sums of one network in registers while
 * its units pass by.
 */
final class VectorLayerLoops implements LayerLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void combine(
      HiddenUnits piece, double[][] normals, double[][] factor, int columns, double[] into) {
    if (columns == 0) {
      Arrays.fill(into, 0, piece.size(), 0);
      return;
    }
    int length = piece.units() * LANES;
    for (int row = 0; row < piece.rows(); row++) {
      int end = (row + 1) * length;
      int network = (piece.firstRow() + row) * LANES;
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        combine(normals, factor, columns, network + lane, into, row * length + lane, end);
      }
    }
  }

  private static void combine(
      double[][] normals,
      double[][] factor,
      int columns,
      int network,
      double[] into,
      int begin,
      int end) {
    int k = 1;
    if (columns >= COLUMNS_PER_PASS) {
      setColumns(normals, factor, network, into, begin, end);
      k = COLUMNS_PER_PASS;
    } else {
      setColumn(normals[0], factor[0], network, into, begin, end);
    }
    for (; k + COLUMNS_PER_PASS <= columns; k += COLUMNS_PER_PASS) {
      addColumns(normals, factor, k, network, into, begin, end);
    }
    for (; k < columns; k++) {
      addColumn(normals[k], factor[k], network, into, begin, end);
    }
  }

  private static void setColumns(
      double[][] normals, double[][] factor, int network, double[] into, int begin, int end) {
    double[] normals0 = normals[0];
    double[] normals1 = normals[1];
    double[] normals2 = normals[2];
    DoubleVector factor0 = DoubleVector.fromArray(SPECIES, factor[0], network);
    DoubleVector factor1 = DoubleVector.fromArray(SPECIES, factor[1], network);
    DoubleVector factor2 = DoubleVector.fromArray(SPECIES, factor[2], network);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector sum = factor0.mul(DoubleVector.fromArray(SPECIES, normals0, i));
      sum = factor1.fma(DoubleVector.fromArray(SPECIES, normals1, i), sum);
      sum = factor2.fma(DoubleVector.fromArray(SPECIES, normals2, i), sum);
      sum.intoArray(into, i);
    }
  }

  private static void setColumn(
      double[] normals, double[] factor, int network, double[] into, int begin, int end) {
    DoubleVector share = DoubleVector.fromArray(SPECIES, factor, network);
    for (int i = begin; i < end; i += LANES) {
      share.mul(DoubleVector.fromArray(SPECIES, normals, i)).intoArray(into, i);
    }
  }

  private static void addColumns(
      double[][] normals,
      double[][] factor,
      int k,
      int network,
      double[] into,
      int begin,
      int end) {
    double[] normals0 = normals[k];
    double[] normals1 = normals[k + 1];
    double[] normals2 = normals[k + 2];
    DoubleVector factor0 = DoubleVector.fromArray(SPECIES, factor[k], network);
    DoubleVector factor1 = DoubleVector.fromArray(SPECIES, factor[k + 1], network);
    DoubleVector factor2 = DoubleVector.fromArray(SPECIES, factor[k + 2], network);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, into, i);
      sum = factor0.fma(DoubleVector.fromArray(SPECIES, normals0, i), sum);
      sum = factor1.fma(DoubleVector.fromArray(SPECIES, normals1, i), sum);
      sum = factor2.fma(DoubleVector.fromArray(SPECIES, normals2, i), sum);
      sum.intoArray(into, i);
    }
  }

  private static void addColumn(
      double[] normals, double[] factor, int network, double[] into, int begin, int end) {
    DoubleVector share = DoubleVector.fromArray(SPECIES, factor, network);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, into, i);
      share.fma(DoubleVector.fromArray(SPECIES, normals, i), sum).intoArray(into, i);
    }
  }

  @Override
  public void addTriangle(double[][] values, int a, int first, int units, double[][] into, int at) {
    for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
      addTriangle(
          values[a],
          values[a + 1],
          values[a + 2],
          first + lane,
          first + units * LANES,
          into,
          at + lane);
    }
  }

  private static void addTriangle(
      double[] x, double[] y, double[] z, int begin, int end, double[][] into, int at) {
    DoubleVector xx = DoubleVector.fromArray(SPECIES, into[0], at);
    DoubleVector xy = DoubleVector.fromArray(SPECIES, into[1], at);
    DoubleVector xz = DoubleVector.fromArray(SPECIES, into[2], at);
    DoubleVector yy = DoubleVector.fromArray(SPECIES, into[3], at);
    DoubleVector yz = DoubleVector.fromArray(SPECIES, into[4], at);
    DoubleVector zz = DoubleVector.fromArray(SPECIES, into[5], at);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector hx = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector hy = DoubleVector.fromArray(SPECIES, y, i);
      DoubleVector hz = DoubleVector.fromArray(SPECIES, z, i);
      xx = hx.fma(hx, xx);
      xy = hx.fma(hy, xy);
      xz = hx.fma(hz, xz);
      yy = hy.fma(hy, yy);
      yz = hy.fma(hz, yz);
      zz = hz.fma(hz, zz);
    }
    xx.intoArray(into[0], at);
    xy.intoArray(into[1], at);
    xz.intoArray(into[2], at);
    yy.intoArray(into[3], at);
    yz.intoArray(into[4], at);
    zz.intoArray(into[5], at);
  }

  @Override
  public void addSquare(
      double[][] values, int a, int b, int first, int units, double[][] into, int at) {
    for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
      addLanes(values, a, b, first + lane, first + units * LANES, into, at + lane);
    }
  }

  private static void addLanes(
      double[][] values, int a, int b, int begin, int end, double[][] into, int at) {
    double[] x = values[a];
    double[] y = values[a + 1];
    double[] z = values[a + 2];
    double[] u = values[b];
    double[] v = values[b + 1];
    double[] w = values[b + 2];
    DoubleVector xu = DoubleVector.fromArray(SPECIES, into[0], at);
    DoubleVector xv = DoubleVector.fromArray(SPECIES, into[1], at);
    DoubleVector xw = DoubleVector.fromArray(SPECIES, into[2], at);
    DoubleVector yu = DoubleVector.fromArray(SPECIES, into[3], at);
    DoubleVector yv = DoubleVector.fromArray(SPECIES, into[4], at);
    DoubleVector yw = DoubleVector.fromArray(SPECIES, into[5], at);
    DoubleVector zu = DoubleVector.fromArray(SPECIES, into[6], at);
    DoubleVector zv = DoubleVector.fromArray(SPECIES, into[7], at);
    DoubleVector zw = DoubleVector.fromArray(SPECIES, into[8], at);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector hx = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector hy = DoubleVector.fromArray(SPECIES, y, i);
      DoubleVector hz = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector hu = DoubleVector.fromArray(SPECIES, u, i);
      xu = hx.fma(hu, xu);
      yu = hy.fma(hu, yu);
      zu = hz.fma(hu, zu);
      DoubleVector hv = DoubleVector.fromArray(SPECIES, v, i);
      xv = hx.fma(hv, xv);
      yv = hy.fma(hv, yv);
      zv = hz.fma(hv, zv);
      DoubleVector hw = DoubleVector.fromArray(SPECIES, w, i);
      xw = hx.fma(hw, xw);
      yw = hy.fma(hw, yw);
      zw = hz.fma(hw, zw);
    }
    xu.intoArray(into[0], at);
    xv.intoArray(into[1], at);
    xw.intoArray(into[2], at);
    yu.intoArray(into[3], at);
    yv.intoArray(into[4], at);
    yw.intoArray(into[5], at);
    zu.intoArray(into[6], at);
    zv.intoArray(into[7], at);
    zw.intoArray(into[8], at);
  }

  @Override
  public void addRow(
      double[] weights,
      int from,
      double[][] values,
      int first,
      int units,
      double[][] into,
      int at) {
    for (int a = 0; a < values.length; a += POINTS) {
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        addRow(weights, from + lane, values, a, first + lane, units * LANES, into, at + lane);
      }
    }
  }

  private static void addRow(
      double[] weights,
      int from,
      double[][] values,
      int a,
      int first,
      int length,
      double[][] into,
      int at) {
    double[] h0 = values[a];
    double[] h1 = values[a + 1];
    double[] h2 = values[a + 2];
    double[] h3 = values[a + 3];
    double[] h4 = values[a + 4];
    double[] h5 = values[a + 5];
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, into[a], at);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, into[a + 1], at);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, into[a + 2], at);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, into[a + 3], at);
    DoubleVector sum4 = DoubleVector.fromArray(SPECIES, into[a + 4], at);
    DoubleVector sum5 = DoubleVector.fromArray(SPECIES, into[a + 5], at);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector w = DoubleVector.fromArray(SPECIES, weights, from + i);
      sum0 = w.fma(DoubleVector.fromArray(SPECIES, h0, first + i), sum0);
      sum1 = w.fma(DoubleVector.fromArray(SPECIES, h1, first + i), sum1);
      sum2 = w.fma(DoubleVector.fromArray(SPECIES, h2, first + i), sum2);
      sum3 = w.fma(DoubleVector.fromArray(SPECIES, h3, first + i), sum3);
      sum4 = w.fma(DoubleVector.fromArray(SPECIES, h4, first + i), sum4);
      sum5 = w.fma(DoubleVector.fromArray(SPECIES, h5, first + i), sum5);
    }
    sum0.intoArray(into[a], at);
    sum1.intoArray(into[a + 1], at);
    sum2.intoArray(into[a + 2], at);
    sum3.intoArray(into[a + 3], at);
    sum4.intoArray(into[a + 4], at);
    sum5.intoArray(into[a + 5], at);
  }
}
