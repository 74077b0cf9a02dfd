package wickstream.physics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Expectations over networks with one hidden layer from the moments of one unit, by writing out
 * which unit every factor belongs to; in decimals, in which moments may be subtracted without harm.
 */
public final class FewUnits {
  private static final MathContext DIGITS = new MathContext(150);
  private static final int HALVINGS = 24;

  private final Function<int[], BigDecimal> moment;
  private final Map<BigDecimal, Map<List<List<Integer>>, BigDecimal>> centralMoments =
      new HashMap<>();
  private final int width;
  private final BigDecimal variance;
  private final BigDecimal biasVariance;

  /**
   * @param moment M(S)
   */
  public FewUnits(Function<int[], BigDecimal> moment, int width, double sigmaW, double sigmaB) {
    this.moment = moment;
    this.width = width;
    this.variance = square(sigmaW);
    this.biasVariance = square(sigmaB);
  }

  private static BigDecimal square(double x) {
    return new BigDecimal(x).multiply(new BigDecimal(x));
  }

  /** M(S) of gauss in as many decimals. */
  public static Function<int[], BigDecimal> gauss(Ensemble ensemble, InputPoints points) {
    BigDecimal slope = square(ensemble.sigmaW()).divide(BigDecimal.valueOf(ensemble.dIn()), DIGITS);
    return s -> {
      BigDecimal half = BigDecimal.valueOf(s.length * s.length / 2 - s.length);
      BigDecimal exponent = half.multiply(square(ensemble.sigmaB()));
      BigDecimal ofPoints = BigDecimal.ZERO;
      for (int k = 0; k < ensemble.dIn(); k++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int a : s) {
          BigDecimal x = new BigDecimal(points.coordinate(a, k));
          sum = sum.add(x);
          ofPoints = ofPoints.subtract(x.multiply(x));
        }
        ofPoints = ofPoints.add(sum.multiply(sum).multiply(new BigDecimal("0.5")));
      }
      return exp(exponent.add(slope.multiply(ofPoints)));
    };
  }

  /** The series at a small part of the argument, squared back. */
  public static BigDecimal exp(BigDecimal x) {
    BigDecimal part = x.divide(BigDecimal.valueOf(2).pow(HALVINGS), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      term = term.multiply(part, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int k = 0; k < HALVINGS; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** Var Σ c_i y_i with y_i products of D's, each a list of pairs. */
  public BigDecimal variance(List<int[][]> products, double[] c) {
    return variance(products, c, BigDecimal.ONE);
  }

  /** E[(Σ c_i y_i)²] with h of one unit multiplied by {@code factor}. */
  public BigDecimal secondMoment(List<int[][]> products, double[] c, BigDecimal factor) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c.length; j++) {
        BigDecimal both = new BigDecimal(c[i]).multiply(new BigDecimal(c[j]));
        BigDecimal product = ofDeviations(join(products.get(i), products.get(j)), factor);
        sum = sum.add(both.multiply(product, DIGITS), DIGITS);
      }
    }
    return sum;
  }

  private BigDecimal variance(List<int[][]> products, double[] c, BigDecimal factor) {
    BigDecimal mean = mean(products, c);
    return secondMoment(products, c, factor).subtract(mean.multiply(mean));
  }

  /** E[Σ c_i y_i]. */
  public BigDecimal mean(List<int[][]> products, double[] c) {
    BigDecimal mean = BigDecimal.ZERO;
    for (int i = 0; i < c.length; i++) {
      mean = mean.add(new BigDecimal(c[i]).multiply(ofDeviations(products.get(i), BigDecimal.ONE)));
    }
    return mean;
  }

  private static int[][] join(int[][] a, int[][] b) {
    int[][] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** E[Π D], h of one unit being multiplied by a factor. */
  private BigDecimal ofDeviations(int[][] pairs, BigDecimal factor) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int shifted = 0; shifted < 1 << pairs.length; shifted++) {
      int[][] ofShifted = chosen(pairs, shifted);
      int[][] rest = chosen(pairs, ~shifted);
      BigDecimal product = central(ofShifted, factor).multiply(ofAlike(rest, width - 1), DIGITS);
      sum = sum.add(product);
    }
    return sum.multiply(
        variance.divide(BigDecimal.valueOf(width), DIGITS).pow(pairs.length), DIGITS);
  }

  private static int[][] chosen(int[][] pairs, int which) {
    List<int[]> chosen = new ArrayList<>();
    for (int i = 0; i < pairs.length; i++) {
      if ((which >> i & 1) == 1) {
        chosen.add(pairs[i]);
      }
    }
    return chosen.toArray(int[][]::new);
  }

  /** E[Π Σ_j a(j)] over so many units: the first factor's unit has any of the others, too. */
  private BigDecimal ofAlike(int[][] pairs, int units) {
    if (pairs.length == 0) {
      return BigDecimal.ONE;
    }
    BigDecimal sum = BigDecimal.ZERO;
    int[][] others = Arrays.copyOfRange(pairs, 1, pairs.length);
    for (int with = 0; units > 0 && with < 1 << others.length; with++) {
      int[][] same = join(new int[][] {pairs[0]}, chosen(others, with));
      sum =
          sum.add(
              central(same, BigDecimal.ONE)
                  .multiply(ofAlike(chosen(others, ~with), units - 1), DIGITS));
    }
    return sum.multiply(BigDecimal.valueOf(units));
  }

  /** E[Π (factor² h h − M)] of one unit. */
  private BigDecimal central(int[][] pairs, BigDecimal factor) {
    List<List<Integer>> key = new ArrayList<>();
    for (int[] pair : pairs) {
      key.add(List.of(Math.min(pair[0], pair[1]), Math.max(pair[0], pair[1])));
    }
    key.sort(Comparator.comparing(List::toString));
    Map<List<List<Integer>>, BigDecimal> known =
        centralMoments.computeIfAbsent(factor, f -> new HashMap<>());
    if (!known.containsKey(key)) {
      known.put(key, newCentral(pairs, factor));
    }
    return known.get(key);
  }

  private BigDecimal newCentral(int[][] pairs, BigDecimal factor) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int kept = 0; kept < 1 << pairs.length; kept++) {
      int[] of = Arrays.stream(chosen(pairs, kept)).flatMapToInt(Arrays::stream).toArray();
      BigDecimal term =
          of.length == 0
              ? BigDecimal.ONE
              : moment.apply(of).multiply(factor.pow(of.length), DIGITS);
      for (int[] pair : chosen(pairs, ~kept)) {
        term = term.multiply(moment.apply(pair), DIGITS).negate();
      }
      sum = sum.add(term);
    }
    return sum;
  }

  /** E[Π f(x)], each factor's output given by {@code output}. */
  public BigDecimal ofFields(int[] x, int[] output) {
    return ofFields(x, output, new int[x.length], 0);
  }

  private BigDecimal ofFields(int[] x, int[] output, int[] unit, int next) {
    if (next < x.length) {
      BigDecimal sum = BigDecimal.ZERO;
      for (unit[next] = 0; unit[next] <= width; unit[next]++) {
        sum = sum.add(ofFields(x, output, unit, next + 1));
      }
      return sum;
    }
    BigDecimal product = BigDecimal.ONE;
    for (int j = 0; j <= width; j++) {
      int unitOf = j;
      int[] of = Arrays.stream(indices(unit, unitOf)).toArray();
      if (of.length > 0) {
        int first = (int) Arrays.stream(of).filter(i -> output[i] == 0).count();
        int second = of.length - first;
        if (first % 2 + second % 2 > 0) {
          return BigDecimal.ZERO;
        }
        BigDecimal perWeight =
            j == width ? biasVariance : variance.divide(BigDecimal.valueOf(width), DIGITS);
        BigDecimal weights =
            perWeight.pow(of.length / 2).multiply(BigDecimal.valueOf(odd(first) * odd(second)));
        product = product.multiply(weights);
        if (j < width) {
          product = product.multiply(moment.apply(Arrays.stream(of).map(i -> x[i]).toArray()));
        }
      }
    }
    return product;
  }

  private static int[] indices(int[] unit, int of) {
    int[] found = new int[unit.length];
    int count = 0;
    for (int i = 0; i < unit.length; i++) {
      if (unit[i] == of) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** (n−1)!! for even n. */
  private static long odd(int n) {
    return n <= 2 ? 1 : (n - 1) * odd(n - 2);
  }
}
