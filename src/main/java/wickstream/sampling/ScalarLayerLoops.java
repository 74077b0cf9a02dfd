package wickstream.sampling;

import wickstream.random.LaneStreams;

/** One number after the other. */
final class ScalarLayerLoops implements LayerLoops {
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void combine(
      HiddenUnits piece, double[][] normals, double[][] factor, int columns, double[] into) {
    int length = piece.units() * LANES;
    for (int row = 0; row < piece.rows(); row++) {
      int network = (piece.firstRow() + row) * LANES;
      for (int i = row * length; i < (row + 1) * length; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          double sum = columns == 0 ? 0 : factor[0][network + lane] * normals[0][i + lane];
          for (int k = 1; k < columns; k++) {
            sum = Math.fma(factor[k][network + lane], normals[k][i + lane], sum);
          }
          into[i + lane] = sum;
        }
      }
    }
  }

  @Override
  public void addTriangle(double[][] values, int a, int first, int units, double[][] into, int at) {
    int k = 0;
    for (int x = a; x < a + 3; x++) {
      for (int y = x; y < a + 3; y++) {
        addProducts(values[x], values[y], first, units, into[k++], at);
      }
    }
  }

  @Override
  public void addSquare(
      double[][] values, int a, int b, int first, int units, double[][] into, int at) {
    int k = 0;
    for (int x = a; x < a + 3; x++) {
      for (int y = b; y < b + 3; y++) {
        addProducts(values[x], values[y], first, units, into[k++], at);
      }
    }
  }

  private static void addProducts(
      double[] x, double[] y, int first, int units, double[] into, int at) {
    for (int i = first; i < first + units * LANES; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        into[at + lane] = Math.fma(x[i + lane], y[i + lane], into[at + lane]);
      }
    }
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
    for (int a = 0; a < values.length; a++) {
      for (int i = 0; i < units * LANES; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          double sum = into[a][at + lane];
          into[a][at + lane] = Math.fma(weights[from + i + lane], values[a][first + i + lane], sum);
        }
      }
    }
  }
}
