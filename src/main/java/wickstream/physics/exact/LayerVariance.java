package wickstream.physics.exact;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.DefensiveMixture;
import wickstream.physics.Multisets;
import wickstream.physics.Readout;

/**
 * The variance of a {@link DeviationForm} over networks with one hidden layer, D_A = (σ_W²/N) Σ_j
 * a_A(j), where a_A = h_a h_b − M_A of each unit is centred. With Σ the covariance of a and a' an
 * independent copy of it
 *
 * <pre>
 *   Var(DᵀQD + ℓᵀD) = (σ_W⁸/N³) [ Var(aᵀQa) + 2(N−1) E[(aᵀQa')²] ] + 2(σ_W⁶/N²) E[aᵀQa ℓᵀa] + (σ_W⁴/N) ℓᵀΣℓ
 *   E[(aᵀQa')²] = tr QΣQΣ,   E[DᵀQD] = (σ_W⁴/N) tr QΣ
 * </pre>
 *
 * <p>Of readout weights with a fourth moment e4 other than 3, κ4 (σ_W⁴/N²) Σ h h h h is contributed
 * as well, so that the sum of each three q is multiplied by e4/3.
 *
 * <p>aᵀQa = Σ q h h h h − 2 Σ (QM)_A h h + const is a polynomial of one unit, whose variance is a
 * sum of covariances of its monomials: no moments are subtracted that differ by little.
 */
final class LayerVariance {
  private final DeviationForm form;
  private final UnitProducts unit;
  private final double logVariance;
  private final double ofQuartic;
  private final List<Integer> pairs = new ArrayList<>();
  private final UnitProducts.Product[] products;

  /** Σ. */
  private final ScaledSum[][] covariance;

  /** QM. */
  private final ScaledSum[] response;

  /** The monomials of aᵀQa with their coefficients. */
  private final List<UnitProducts.Product> monomials = new ArrayList<>();

  private final List<ScaledSum> coefficients = new ArrayList<>();

  /** tr QΣ = E[aᵀQa]. */
  private final ScaledSum mean = new ScaledSum();

  /** tr QΣQΣ. */
  private final ScaledSum between = new ScaledSum();

  LayerVariance(DeviationForm form, UnitProducts unit, double sigmaW, Readout readout) {
    this.form = form;
    this.unit = unit;
    this.ofQuartic = readout.moment(4) / 3;
    this.logVariance = 2 * StrictMath.log(sigmaW);
    Multisets multisets = Multisets.of(form.points(), 2);
    this.products = new UnitProducts.Product[form.pairs()];
    for (int a = 0; a < products.length; a++) {
      if (form.contains(a)) {
        pairs.add(a);
        products[a] = unit.product(multisets.indices(a));
      }
    }
    this.covariance = covariances();
    this.response = new ScaledSum[products.length];
    if (form.hasQuadratic()) {
      addTraces();
    }
    if (form.hasQuadratic() && unit.hasQuartic()) {
      addResponses();
      addMonomials();
    }
  }

  private ScaledSum[][] covariances() {
    ScaledSum[][] of = new ScaledSum[products.length][products.length];
    for (int a : pairs) {
      for (int b : pairs) {
        if (b >= a) {
          of[a][b] = new ScaledSum();
          of[b][a] = of[a][b];
          unit.addCovariance(products[a], products[b], ScaledSum.of(1, 0), of[a][b]);
        }
      }
    }
    return of;
  }

  private void addResponses() {
    for (int a : pairs) {
      response[a] = new ScaledSum();
      for (int b : pairs) {
        response[a].add(form.quadratic()[a][b], 0, products[b].logMean());
      }
    }
  }

  private void addTraces() {
    ScaledSum[][] product = new ScaledSum[products.length][products.length]; // QΣ
    for (int a : pairs) {
      for (int b : pairs) {
        product[a][b] = new ScaledSum();
        for (int c : pairs) {
          product[a][b].add(covariance[c][b], form.quadratic()[a][c], 0);
        }
      }
      mean.add(product[a][a], 1, 0);
    }
    for (int a : pairs) {
      for (int b : pairs) {
        between.addProduct(product[a][b], product[b][a]);
      }
    }
  }

  private void addMonomials() {
    double[] quartic = form.quartic();
    Multisets quads = Multisets.of(form.points(), 4);
    for (int k = 0; k < quartic.length; k++) {
      if (quartic[k] != 0) {
        monomials.add(unit.product(quads.indices(k)));
        coefficients.add(ScaledSum.of(ofQuartic * quartic[k], 0));
      }
    }
    for (int a : pairs) {
      if (!response[a].isZero()) {
        ScaledSum twice = new ScaledSum();
        twice.add(response[a], -2, 0);
        monomials.add(products[a]);
        coefficients.add(twice);
      }
    }
  }

  /** Var(aᵀQa). */
  private ScaledSum own() {
    ScaledSum own = new ScaledSum();
    for (int i = 0; i < monomials.size(); i++) {
      ScaledSum twice = new ScaledSum();
      twice.add(coefficients.get(i), 2, 0);
      for (int j = 0; j <= i; j++) {
        ScaledSum first = i == j ? coefficients.get(i) : twice;
        unit.addCovariance(
            monomials.get(i), monomials.get(j), first.times(coefficients.get(j)), own);
      }
    }
    return own;
  }

  /** E[aᵀQa vᵀa]. */
  private ScaledSum third(ScaledSum[] v) {
    ScaledSum third = new ScaledSum();
    for (int i = 0; i < monomials.size(); i++) {
      for (int a : pairs) {
        if (!v[a].isZero()) {
          unit.addCovariance(monomials.get(i), products[a], coefficients.get(i).times(v[a]), third);
        }
      }
    }
    return third;
  }

  /** vᵀΣv. */
  private ScaledSum variance(ScaledSum[] v) {
    ScaledSum variance = new ScaledSum();
    for (int a : pairs) {
      for (int b : pairs) {
        variance.addProduct(v[a].times(v[b]), covariance[a][b]);
      }
    }
    return variance;
  }

  /** vᵀM. */
  private ScaledSum mean(ScaledSum[] v) {
    ScaledSum sum = new ScaledSum();
    for (int a : pairs) {
      sum.add(v[a], 1, products[a].logMean());
    }
    return sum;
  }

  /** ℓ. */
  private ScaledSum[] linear() {
    ScaledSum[] linear = new ScaledSum[products.length];
    for (int a : pairs) {
      linear[a] = ScaledSum.of(form.linear()[a], 0);
    }
    return linear;
  }

  /**
   * Of the conditional estimator. Without products of four only the part of a quadratic form that
   * different units make is known, a lower bound.
   */
  VarianceLaw conditional() {
    boolean isKnown = !form.hasQuadratic() || unit.hasQuartic();
    if (!isKnown && form.hasLinear()) {
      return VarianceLaw.UNKNOWN;
    }
    ScaledSum own = own();
    ScaledSum linear = variance(linear());
    ScaledSum cross = third(linear());
    return width -> {
      VarianceBounds bounds = ofLayer(width, own, linear, cross).bounds();
      return isKnown ? bounds : new VarianceBounds(bounds.lower(), Double.POSITIVE_INFINITY);
    };
  }

  /** Var(DᵀQD + ℓᵀD). */
  private ScaledSum ofLayer(int width, ScaledSum own, ScaledSum linear, ScaledSum cross) {
    double n = width;
    ScaledSum variance = new ScaledSum();
    variance.add(own, 1 / (n * n * n), 4 * logVariance);
    variance.add(between, 2 * (n - 1) / (n * n * n), 4 * logVariance);
    variance.add(cross, 2 / (n * n), 3 * logVariance);
    variance.add(linear, 1 / n, 2 * logVariance);
    return variance;
  }

  /**
   * Of the tilted estimator; nothing is said of forms that have both a linear and a quadratic part.
   * With one unit's h multiplied by e^{t σ_b²} its a is â = Λ a + (Λ − 1) M, Λ = e^{2 t σ_b²}, and
   * second moments follow from those of a and the M of pairs.
   */
  VarianceLaw tilted(DefensiveMixture mixture, double sigmaB) {
    double biasVariance = sigmaB * sigmaB;
    if (!form.hasQuadratic()) {
      ScaledSum variance = variance(linear());
      ScaledSum ofMean = mean(linear());
      return width ->
          TiltedMoments.of(mixture, t -> shifted(width, t * biasVariance, variance, ofMean))
              .bounds(new ScaledSum());
    }
    if (form.hasLinear()) {
      return VarianceLaw.UNKNOWN;
    }
    Response of = new Response(own(), variance(response), third(response), mean(response));
    return width ->
        TiltedMoments.of(mixture, t -> shifted(width, t * biasVariance, of)).bounds(mean(width));
  }

  /**
   * What the moments of a quadratic form with a shifted unit consist of, besides tr QΣ and tr QΣQΣ.
   *
   * @param own Var(aᵀQa)
   * @param variance MᵀQΣQM
   * @param third E[aᵀQa MᵀQa]
   * @param mean MᵀQM
   */
  private record Response(ScaledSum own, ScaledSum variance, ScaledSum third, ScaledSum mean) {}

  /** E[DᵀQD]. */
  private ScaledSum mean(int width) {
    ScaledSum of = new ScaledSum();
    of.add(mean, 1.0 / width, 2 * logVariance);
    return of;
  }

  /** E[(ℓᵀD)²] with the bias of one unit shifted. */
  private ScaledSum shifted(int width, double shift, ScaledSum variance, ScaledSum ofMean) {
    double n = width;
    double log = 2 * logVariance;
    double nu = -StrictMath.expm1(-2 * shift); // (Λ − 1)/Λ
    ScaledSum second = new ScaledSum();
    second.add(variance, (n - 1) / (n * n), log);
    second.add(variance, 1 / (n * n), log + 4 * shift);
    second.add(ofMean.times(ofMean), nu * nu / (n * n), log + 4 * shift);
    return second;
  }

  /** E[(DᵀQD)²] with the bias of one unit shifted. */
  private ScaledSum shifted(int width, double shift, Response of) {
    double n = width;
    double others = n - 1;
    double unitLog = 4 * logVariance - 4 * StrictMath.log(n);
    double twice = unitLog + 4 * shift; // Λ²
    double four = unitLog + 8 * shift; // Λ⁴
    double nu = -StrictMath.expm1(-2 * shift); // (Λ − 1)/Λ
    ScaledSum second = new ScaledSum();
    second.add(of.own, others, unitLog);
    second.add(of.own, 1, four);
    second.add(between, 2 * others * (others - 1), unitLog);
    second.add(between, 4 * others, twice);
    ScaledSum square = mean.times(mean);
    second.add(square, others * others, unitLog);
    second.add(square, 2 * others, twice);
    second.add(square, 1, four);
    second.add(of.variance, 4 * others * nu * nu, twice);
    second.add(of.variance, 4 * nu * nu, four);
    second.add(of.third, 4 * others * nu, unitLog + 2 * shift);
    second.add(of.third, 4 * nu, four);
    ScaledSum both = of.mean.times(mean);
    second.add(both, 2 * others * nu * nu, twice);
    second.add(both, 2 * nu * nu, four);
    second.add(of.mean.times(of.mean), nu * nu * nu * nu, four);
    return second;
  }
}
