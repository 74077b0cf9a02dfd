package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.Readout;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;

/** How the scalar series follow from the components, in which they are linear. */
final class SeriesCoefficients {
  /**
   * By how much weights of multisets may differ for one series to vouch for another: the variance
   * of variance differs by less than the fourth power of it, and an error that is taken to be known
   * to 10 % is known to 12 %.
   */
  private static final double MAX_RATIO = 1.1;

  private final Layout layout;
  private final Theory theory;
  private final Optional<Centring> centring;
  private final Map<Series, Coefficients> rows = new LinkedHashMap<>();

  private SeriesCoefficients(Layout layout, Theory theory, Optional<Centring> centring) {
    this.layout = layout;
    this.theory = theory;
    this.centring = centring;
  }

  /** A coefficient for each component, of each series that is defined, in the order of bags. */
  static Map<Series, Coefficients> of(Layout layout, Theory theory, Optional<Centring> centring) {
    SeriesCoefficients coefficients = new SeriesCoefficients(layout, theory, centring);
    theory.integrals().ifPresent(coefficients::addCouplings);
    coefficients.addDeviation(Series.M2, 2);
    coefficients.addDeviation(Series.M4, 4);
    coefficients.addDeviation(Series.M6, 6);
    if (theory.ensemble().priors().readout() == Readout.NORMAL) {
      theory.integrals().ifPresent(coefficients::addMixed);
    }
    coefficients.addConnected(4);
    coefficients.addConnected(6);
    return coefficients.rows;
  }

  /**
   * The series of which the first that is measured vouches for the mean connected function of order
   * 4 or 6: those that are proportional to it but for small differences between multisets, and the
   * one of its own.
   */
  static List<Series> vouching(int order, Theory theory, Optional<Centring> centring) {
    List<Series> vouching = new ArrayList<>();
    Optional<CouplingIntegrals> integrals = theory.integrals();
    if (order == 6) {
      integrals.filter(of -> areAlike(of.i6())).ifPresent(of -> vouching.add(Series.CONNECTED6));
      vouching.add(Series.CONNECTED6_MEAN);
      return vouching;
    }
    integrals.filter(of -> areAlike(of.i4())).ifPresent(of -> vouching.add(Series.U4));
    if (centring.isEmpty() && areAlike(theory.free(4))) { // of several layers ΔG⁽⁴⁾ has K D as well
      vouching.add(Series.M4);
    }
    vouching.add(Series.CONNECTED4_MEAN);
    return vouching;
  }

  private static boolean areAlike(double[] divisors) {
    double smallest = Arrays.stream(divisors).min().orElse(Double.NaN);
    double largest = Arrays.stream(divisors).max().orElse(Double.NaN);
    return smallest > 0 && largest <= MAX_RATIO * smallest
        || largest < 0 && smallest >= MAX_RATIO * largest;
  }

  /** A series of its own for a mean connected function, where none of the others vouches for it. */
  private void addConnected(int order) {
    if (!layout.hasOrder(order)
        || vouching(order, theory, centring).stream().anyMatch(rows::containsKey)) {
      return;
    }
    double[] ones = new double[layout.multisets(order).size()];
    Arrays.fill(ones, 1);
    if (order == 6) {
      put(Series.CONNECTED6_MEAN, meanOver(6, layout.connectedSixth(0), ones));
    } else {
      put(Series.CONNECTED4_MEAN, linearConnected4(ones));
    }
  }

  private void put(Series of, double[] row) {
    rows.put(of, new Coefficients(0, row));
  }

  private void addDeviation(Series of, int order) {
    if (layout.hasOrder(order) && Arrays.stream(theory.free(order)).allMatch(free -> free != 0)) {
      put(of, meanOver(order, layout.deviation(order, 0), theory.free(order)));
    }
  }

  private void addCouplings(CouplingIntegrals integrals) {
    double[] i4 = integrals.i4();
    if (theory.observables().contains(Observable.U4)) {
      put(Series.U4, linearU4(i4));
    }
    if (theory.observables().contains(Observable.U6)) {
      put(Series.CONNECTED6, meanOver(6, layout.connectedSixth(0), integrals.i6()));
    }
  }

  private void addMixed(CouplingIntegrals integrals) {
    if (theory.observables().contains(Observable.U4)) {
      layout.couples().ifPresent(couples -> put(Series.U4_MIXED, mixedU4(couples, integrals.i4())));
    }
  }

  /** The mean over all multisets of component / divisor. */
  private double[] meanOver(int order, int firstComponent, double[] divisors) {
    double[] row = new double[layout.dimension()];
    int size = layout.multisets(order).size();
    for (int k = 0; k < size; k++) {
      row[firstComponent + k] = 1 / (divisors[k] * size);
    }
    return row;
  }

  /** The mean over all multisets of −E[Σ_3 D D]/I4. */
  private double[] linearU4(double[] i4) {
    return linearConnected4(Arrays.stream(i4).map(x -> -x).toArray());
  }

  /** The mean over all multisets of E[Σ_3 D D] / divisor. */
  private double[] linearConnected4(double[] divisors) {
    double[] row = meanOver(4, layout.deviation(4, 0), divisors);
    for (int k = 0; k < divisors.length; k++) {
      if (centring.isPresent()) {
        centring.get().addLinear(k, 1 / (divisors[k] * divisors.length), row);
      }
    }
    return row;
  }

  /** The mean over all multisets of −(iijj + ijij + ijji)/I4. */
  private double[] mixedU4(Multisets couples, double[] i4) {
    double[] row = new double[layout.dimension()];
    List<Split> pairings = Split.withFirstPoint(layout, 4);
    for (int k = 0; k < i4.length; k++) {
      Split split = pairings.get(k);
      for (int way = 0; way < split.count(); way++) {
        int couple = couples.indexOf(split.pairs()[way], split.rests()[way]);
        row[layout.mixedFourth(couple)] -= 1 / (i4[k] * i4.length);
      }
    }
    return row;
  }
}
