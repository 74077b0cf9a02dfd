package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.flow.AlphaFit;
import wickstream.flow.Wetterich;
import wickstream.statistics.Estimate;
import wickstream.statistics.NumberText;

/**
 * The canonical quartic coupling against what Wetterich's equation at order zero predicts for it
 * (arXiv 2212.11811, eq. 13) with the regulator's strength α that was fitted for each width, and
 * these strengths against the width.
 */
final class WetterichFigure {
  private static final double HEIGHT = 300;
  private static final int MAX_SERIES = 6;
  private static final int MAX_STEPS = 12;
  private static final double MAX_LINEAR = 10;
  private static final Pen PREDICTED = Pen.dashed(Ink.BLACK, 1.2);
  private static final Pen INVERSE = Pen.dotted(Ink.GREY, 1.4);

  private final ReportData reportData;
  private final List<AlphaFit> fits;

  /** Which no prediction could fail to fit. */
  private final List<AlphaFit> noise;

  private final List<Double> sigmaW;

  private WetterichFigure(ReportData reportData) {
    this.reportData = reportData;
    this.sigmaW = SeriesSelection.apart(reportData.sigmaW(), MAX_STEPS);
    Map<Boolean, List<AlphaFit>> byWhetherThereIsMoreThanNoise =
        AlphaFit.of(reportData.result().shards()).stream()
            .filter(fit -> fit.degreesOfFreedom() > 0)
            .collect(Collectors.partitioningBy(fit -> fit.amplitude().isClearOfZero()));
    this.fits = byWhetherThereIsMoreThanNoise.get(true);
    this.noise = byWhetherThereIsMoreThanNoise.get(false);
  }

  /** The figure, if α could be fitted to several σ_W of any width. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    WetterichFigure figure = new WetterichFigure(reportData);
    return figure.fits.isEmpty() ? List.of() : List.of(figure.figure(lettering));
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = new ArrayList<>(List.of(ratios()));
    if (fits.size() > 1) {
      plots.add(strengths());
    }
    Picture picture =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "u4/Z0² against Wetterich's equation",
                "Measured over predicted canonical quartic coupling against σ_W, and the fitted strength of the regulator against N, for each width N: %s."
                    .formatted(fits.stream().map(AlphaFit::width).toList()),
                lettering);
    return new Figure("flow-wetterich", caption(), picture);
  }

  private List<AlphaFit> shown() {
    return SeriesSelection.spread(fits, MAX_SERIES);
  }

  private Stream<AlphaFit.Row> rows(AlphaFit fit) {
    return fit.rows().stream().filter(row -> sigmaW.contains(row.sigmaW()));
  }

  private PositionDodge beside() {
    return PositionDodge.among(sigmaW, shown().size());
  }

  private Plot ratios() {
    Range up =
        Range.of(shown().stream().flatMap(this::points).flatMapToDouble(DataPoint::range)).with(1);
    Plot plot =
        new Plot(
            "what was measured over what is predicted",
            Axis.logarithmic(beside().whole(), Symbols.SIGMA_W),
            Axis.of(scale(up), Symbols.of("u4Canonical") + ", measured / predicted"));
    plot.add(Layers.level(1, PREDICTED));
    for (AlphaFit fit : shown()) {
      points(fit).forEach(point -> plot.add(Layers.point(point, reportData.styleOf(fit.width()))));
    }
    return plot;
  }

  /** Measured over predicted couplings; those that were not fitted are crossed out. */
  private Stream<DataPoint> points(AlphaFit fit) {
    double shift = beside().shift(shown().indexOf(fit));
    return rows(fit)
        .map(
            row ->
                DataPoint.of(
                    row.sigmaW() * shift,
                    row.measured().times(1 / row.predicted().value()),
                    row.isFitted()));
  }

  /** Where the prediction fails, ratios may be of any size. */
  private static Scale scale(Range ratios) {
    return ratios.least() > 0 && ratios.most() > MAX_LINEAR * ratios.least()
        ? LogScale.around(ratios)
        : LinearScale.around(ratios);
  }

  private Plot strengths() {
    Range across = Range.ofAscending(fits.stream().map(AlphaFit::width).toList());
    double start = strength(fits.get(0)).y();
    Range up =
        Range.ofPositive(
                fits.stream().map(WetterichFigure::strength).flatMapToDouble(DataPoint::upperRange))
            .with(start * across.least() / across.most());
    Plot plot =
        new Plot(
            "strength of the regulator",
            Axis.logarithmic(across, Symbols.N),
            Axis.logarithmic(up, "|1−*α*| / *α*"));
    plot.add(Layers.powerLaw(across, start, -1, INVERSE));
    fits.forEach(fit -> plot.add(Layers.point(strength(fit), reportData.styleOf(fit.width()))));
    return plot;
  }

  private static DataPoint strength(AlphaFit fit) {
    Estimate strength = fit.amplitude();
    return DataPoint.sizeOf(fit.width(), strength.value(), strength.standardError(), true);
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (AlphaFit fit : fits) {
      String strength = Symbols.withError(fit.amplitude().value(), fit.amplitude().standardError());
      legend.add(
          Sample.of(reportData.styleOf(fit.width())),
          "%s = %d, (1−*α*)/*α* = %s".formatted(Symbols.N, fit.width(), strength));
    }
    return legend
        .addErrors(true)
        .addIf(
            fits.stream().anyMatch(fit -> fit.amplitude().value() < 0),
            Sample.plain(false),
            "*α* > 1")
        .addIf(
            !fits.stream().flatMap(this::rows).allMatch(AlphaFit.Row::isFitted),
            Sample.crossed(),
            "error not to be trusted, not fitted")
        .add(Sample.line(PREDICTED), "as predicted")
        .addIf(fits.size() > 1, Sample.line(INVERSE), "~ 1/" + Symbols.N);
  }

  private String caption() {
    return "Measured u4/Z0² over what Wetterich's equation at order zero predicts for it (arXiv 2212.11811, eq. 13), with standard errors; the strength α of its regulator is fitted to all σ_W of an N, in the Fourier conventions of eqs. 9 and 10. In a single one (1−α)/α is (2π)^%d times as large%s.%s %s%s%s%s%s"
        .formatted(
            2 * dIn(),
            running(),
            fits.size() > 1
                ? " Second panel: (1−α)/α against N beside a power of −1 through the smallest N."
                : "",
            tests(),
            verdict(),
            chosen(),
            beside().told("N"),
            leftOut());
  }

  private int dIn() {
    return reportData.config().dIn();
  }

  private String running() {
    double factor = Wetterich.ofRunningZ0(dIn());
    return factor == 0
        ? "; if the running of Z0 is counted, the predicted coupling vanishes"
        : ", and divided by %s if the running of Z0 is counted as well"
            .formatted(NumberText.brief(factor));
  }

  private String tests() {
    return fits.stream()
        .map(
            fit ->
                "N = %d: χ²/dof = %s/%d"
                    .formatted(
                        fit.width(), NumberText.brief(fit.chiSquare()), fit.degreesOfFreedom()))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String verdict() {
    List<AlphaFit> failing = AlphaFit.refuted(fits);
    return failing.isEmpty()
        ? " The prediction fits, in its power of σ_W: that is the power of the scaling identity, and the size is what α was fitted to."
        : " The prediction does not fit at N = %s: if it held at every N, so large a χ² at any of them would have a probability below %s."
            .formatted(listed(failing), NumberText.brief(AlphaFit.UNLIKELY));
  }

  private String chosen() {
    return SeriesSelection.told(
            " First panel:", sigmaW, reportData.sigmaW(), "σ_W; the fits take all.")
        + SeriesSelection.told(" First panel:", shown(), fits, "N.");
  }

  private String leftOut() {
    return noise.isEmpty()
        ? ""
        : " Left out: N = %s, where (1−α)/α is within three errors of zero."
            .formatted(listed(noise));
  }

  private static String listed(List<AlphaFit> fits) {
    return fits.stream()
        .map(fit -> Integer.toString(fit.width()))
        .collect(Collectors.joining(", "));
  }
}
