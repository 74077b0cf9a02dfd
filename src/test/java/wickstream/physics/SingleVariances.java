package wickstream.physics;

import java.util.Arrays;
import wickstream.physics.exact.DeviationForm;
import wickstream.physics.exact.EstimatorVariance;
import wickstream.physics.exact.VarianceLaw;

/** The variances of single contributions, where {@link EstimatorVariance} has those of sums. */
public final class SingleVariances {
  private SingleVariances() {}

  /** Of the contribution to ΔG⁽⁴⁾ of multiset k of four out of so many points. */
  public static VarianceLaw fourth(EstimatorVariance variance, int points, int k) {
    int[] x = Multisets.of(points, 4).indices(k);
    int[] used = distinct(x);
    Multisets quads = Multisets.of(used.length, 4);
    double[] single = new double[quads.size()];
    single[quads.indexOf(within(used, x))] = 1;
    return variance.law(used, DeviationForm.of(used.length, new double[0], single));
  }

  /** Of the contribution D_A D_B to ΔG⁽⁴⁾_iijj of two different outputs. */
  public static VarianceLaw mixed(EstimatorVariance variance, int points, int first, int second) {
    Multisets pairs = Multisets.of(points, 2);
    int[] ab = pairs.indices(first);
    int[] cd = pairs.indices(second);
    int[] used = distinct(new int[] {ab[0], ab[1], cd[0], cd[1]});
    Multisets of = Multisets.of(used.length, 2);
    return variance.law(
        used, product(used.length, of.indexOf(within(used, ab)), of.indexOf(within(used, cd))));
  }

  /** D_A D_B. */
  public static DeviationForm product(int points, int a, int b) {
    int pairs = Multisets.of(points, 2).size();
    DeviationForm form = new DeviationForm(points, new double[pairs], new double[pairs][pairs]);
    form.quadratic()[a][b] += 0.5;
    form.quadratic()[b][a] += 0.5;
    return form;
  }

  private static int[] distinct(int[] indices) {
    return Arrays.stream(indices).sorted().distinct().toArray();
  }

  private static int[] within(int[] used, int[] indices) {
    return Arrays.stream(indices).map(a -> Arrays.binarySearch(used, a)).toArray();
  }
}
