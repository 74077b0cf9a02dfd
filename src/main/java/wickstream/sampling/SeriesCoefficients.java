package wickstream.sampling;

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
    return coefficients.rows;
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
    double[] row = meanOver(4, layout.deviation(4, 0), Arrays.stream(i4).map(x -> -x).toArray());
    for (int k = 0; k < i4.length; k++) {
      if (centring.isPresent()) {
        centring.get().addLinear(k, -1 / (i4[k] * i4.length), row);
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
