package wickstream.sampling;

import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.statistics.Means;

/**
 * Connected functions and couplings as functions of averages. Of one hidden layer connected
 * functions are averages themselves; of several, where the kernel is not the covariance of finite
 * networks, they are products of averages as well: see {@link Centring}.
 */
final class MeanCouplings {
  private final Layout layout;
  private final Theory theory;
  private final Optional<Centring> centring;

  MeanCouplings(Layout layout, Theory theory) {
    this.layout = layout;
    this.theory = theory;
    this.centring =
        theory.ensemble().depth() > 1
            ? Optional.of(new Centring(layout, theory.kernel()))
            : Optional.empty();
  }

  /** Empty where connected functions are averages. */
  Optional<Centring> centring() {
    return centring;
  }

  /** G_c⁽⁴⁾ or G_c⁽⁶⁾ of every multiset. */
  double[] connected(Means means, int order) {
    return order == 4
        ? IntStream.range(0, layout.multisets(4).size())
            .mapToDouble(k -> connected4(means, k))
            .toArray()
        : connected6(means);
  }

  /** G_c⁽⁴⁾ of a multiset of four points. */
  double connected4(Means means, int k) {
    return centring.isPresent()
        ? centring.get().fourthProduct(means, k) + centring.get().fourth(means, k)
        : means.componentMean(layout.deviation(4, k));
  }

  private double[] connected6(Means means) {
    double[] connected = new double[layout.multisets(6).size()];
    double[] corrections =
        centring.map(c -> c.sixth(means)).orElseGet(() -> new double[connected.length]);
    for (int k = 0; k < connected.length; k++) {
      connected[k] = means.componentMean(layout.connectedSixth(k)) + corrections[k];
    }
    return connected;
  }

  /** u4 = −G_c⁽⁴⁾/I4 of each multiset. */
  double[] u4(Means means) {
    double[] i4 = integrals().i4();
    double[] connected = connected(means, 4);
    return IntStream.range(0, i4.length).mapToDouble(k -> -connected[k] / i4[k]).toArray();
  }

  /**
   * ⟨u4⟩ = −⟨G_c⁽⁴⁾/I4⟩, from equal outputs or from different ones.
   *
   * @param series which is {@link Series#U4} or {@link Series#U4_MIXED}
   */
  double meanU4(Means means, int series) {
    double linear = means.seriesMean(series);
    if (centring.isEmpty()) {
      return linear;
    }
    double[] i4 = integrals().i4();
    double sum = 0;
    for (int k = 0; k < i4.length; k++) {
      sum += centring.get().fourth(means, k) / i4[k];
    }
    return linear - sum / i4.length;
  }

  /** u6 = (⟨u4⟩² ΣJ − G_c⁽⁶⁾)/I6 of each multiset. */
  double[] u6(Means means, double meanU4) {
    double[] connected = connected(means, 6);
    double[] i6 = integrals().i6();
    double[] j = integrals().jSum();
    return IntStream.range(0, i6.length)
        .mapToDouble(k -> (meanU4 * meanU4 * j[k] - connected[k]) / i6[k])
        .toArray();
  }

  /** ⟨ΣJ/I6⟩, which ⟨u6⟩ = ⟨u4⟩² ⟨ΣJ/I6⟩ − ⟨G_c⁽⁶⁾/I6⟩ has of ⟨u4⟩². */
  double exchange() {
    return meanRatio(integrals().jSum(), integrals().i6());
  }

  /** ⟨(G_c⁽⁶⁾ − P⁽⁶⁾)/I6⟩, which vanishes for one hidden layer. */
  double centred6(Means means) {
    return centring.map(c -> meanRatio(c.sixth(means), integrals().i6())).orElse(0.0);
  }

  private static double meanRatio(double[] numbers, double[] divisors) {
    double sum = 0;
    for (int k = 0; k < numbers.length; k++) {
      sum += numbers[k] / divisors[k];
    }
    return sum / numbers.length;
  }

  private CouplingIntegrals integrals() {
    return theory.integrals().orElseThrow();
  }
}
