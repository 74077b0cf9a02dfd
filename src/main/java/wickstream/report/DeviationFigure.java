package wickstream.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.results.GreenFunction;
import wickstream.results.ShardResult;

/**
 * How the deviations m2, m4 and m6 of the multisets of points are distributed, a panel for each
 * width, as in Figure 1 of arXiv 2212.11811, beside the exact ones or, where there are none, those
 * of theory.
 */
final class DeviationFigure {
  private static final int MAX_FIGURES = 3;
  private static final int BINS = 60;
  private static final Pen EXACT = Pen.solid(Ink.BLACK, 1.1);
  private static final Pen THEORY = Couplings.theory(Ink.BLACK, 1.1);

  /** So large a part of the deviations of an order may be smaller than the axis shows. */
  private static final double BELOW = 0.1;

  /** Some units in the last place of 1. */
  private static final double ROUNDING = 0x1p-49;

  private final ReportData reportData;
  private final double sigmaW;
  private final List<ShardResult> shards;
  private final Theory theory;
  private final Map<Integer, Double> rounding = new HashMap<>();
  private final LogScale sizes;
  private final double tallest;

  private DeviationFigure(ReportData reportData, double sigmaW) {
    this.reportData = reportData;
    this.sigmaW = sigmaW;
    this.theory = reportData.theories().apply(sigmaW);
    this.shards =
        reportData.ofSigmaW(sigmaW).stream()
            .filter(shard -> all(shard, 4).findAny().isPresent())
            .toList();
    orders().forEach(order -> rounding.put(order, rounding(order)));
    this.sizes = sizes();
    this.tallest = tallest();
  }

  /**
   * An axis for all but the smallest deviations, which at σ_b = 0 may be anything down to 0: there
   * those of some multisets cancel, and what is left is rounding.
   */
  private LogScale sizes() {
    return LogScale.around(
        Range.ofPositive(orders().stream().flatMapToDouble(this::allButSmallest)));
  }

  private DoubleStream allButSmallest(int order) {
    double[] sorted = samples(order).flatMapToDouble(s -> s).map(Math::abs).sorted().toArray();
    return Arrays.stream(sorted, (int) (BELOW * sorted.length), sorted.length);
  }

  /**
   * What rounding alone makes of deviations of order n, which average products of n/2 relative
   * deviations D of the covariance: an error of ε in one of these times the size of the others, for
   * which the largest deviation is |D|^{n/2}.
   */
  private double rounding(int order) {
    double largest =
        shards.stream()
            .flatMapToDouble(shard -> DoubleStream.concat(all(shard, order), known(shard, order)))
            .map(Math::abs)
            .max()
            .orElse(0);
    return ROUNDING * Math.pow(largest, 1 - 2.0 / order);
  }

  /** The measured deviations of each shard, and those that are known, unless they are rounding. */
  private Stream<DoubleStream> samples(int order) {
    return shards.stream()
        .flatMap(shard -> Stream.of(measured(shard, order), seen(order, known(shard, order))));
  }

  private DoubleStream seen(int order, DoubleStream deviations) {
    return deviations.filter(m -> Math.abs(m) > rounding.get(order));
  }

  /** The largest fraction in any bin; 1 if all deviations are rounding. */
  private double tallest() {
    return orders().stream()
        .flatMap(this::samples)
        .mapToDouble(deviations -> histogram(deviations).largest())
        .filter(largest -> largest > 0)
        .max()
        .orElse(1);
  }

  private Histogram histogram(DoubleStream deviations) {
    return Histogram.of(deviations.map(Math::abs).toArray(), sizes, BINS);
  }

  /** A figure for the smallest, the middle and the largest σ_W. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return SeriesSelection.spread(reportData.sigmaW(), MAX_FIGURES).stream()
        .map(sigmaW -> new DeviationFigure(reportData, sigmaW))
        .filter(figure -> !figure.shards.isEmpty())
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  private List<Integer> orders() {
    return reportData.config().orders();
  }

  private DoubleStream measured(ShardResult shard, int order) {
    return seen(order, all(shard, order));
  }

  private static DoubleStream all(ShardResult shard, int order) {
    return shard.greens().stream()
        .filter(green -> green.order() == order)
        .mapToDouble(GreenFunction::normalised)
        .filter(Double::isFinite);
  }

  /** The exact deviations, or else those to leading order in 1/N. */
  private DoubleStream known(ShardResult shard, int order) {
    if (order == 2 && theory.hasExactKernel()) {
      return DoubleStream.empty(); // m2 is 0, which a logarithmic axis does not have
    }
    return theory
        .exact()
        .map(exact -> exact(exact, shard, order))
        .orElseGet(() -> leading(shard, order));
  }

  private DoubleStream leading(ShardResult shard, int order) {
    double[] free = theory.free(order);
    double[] leading =
        theory.leadingOrder().map(known -> known.last().deviations(order)).orElse(new double[0]);
    return IntStream.range(0, leading.length)
        .mapToDouble(k -> leading[k] / (shard.width() * free[k]))
        .filter(Double::isFinite);
  }

  private DoubleStream exact(ExactCouplings exact, ShardResult shard, int order) {
    double[] free = theory.free(order);
    return IntStream.range(0, free.length)
        .mapToDouble(k -> exact(exact, shard.width(), order, k) / free[k])
        .filter(Double::isFinite);
  }

  private static double exact(ExactCouplings exact, int width, int order, int multiset) {
    return order == 4
        ? exact.deviation4(width, multiset)
        : exact.deviation6(width, multiset).orElse(Double.NaN);
  }

  private Figure figure(Lettering lettering) {
    int columns = Math.min(3, shards.size());
    double height = shards.size() > 6 ? 100 : 150;
    List<Plot> plots = shards.stream().map(this::plot).toList();
    Picture picture =
        new Sheet(plots, columns, height, legend())
            .drawn(
                "deviations from the free theory at σ_W = " + Symbols.plain(sigmaW),
                "Histograms of the deviations of order %s over multisets of points, a panel for each width N: %s."
                    .formatted(orders(), shards.stream().map(ShardResult::width).toList()),
                lettering);
    return new Figure("figure1-sigma-w-" + Symbols.plain(sigmaW), caption(), picture);
  }

  private Plot plot(ShardResult shard) {
    Plot plot =
        new Plot(
            Symbols.N + " = " + shard.width() + warning(shard),
            Axis.of(sizes, "|*m*_{*n*}|"),
            Axis.of(new LinearScale(0, 1.05 * tallest), "fraction"));
    for (int order : orders()) {
      bars(plot, order, measured(shard, order).toArray());
    }
    for (int order : orders()) {
      Histogram known = histogram(seen(order, known(shard, order)));
      if (known.count() > 0) {
        plot.add(Layers.line(known.outline(), isExact() ? EXACT : THEORY, Part.LINE));
      }
    }
    return plot;
  }

  private String warning(ShardResult shard) {
    String doubtful =
        orders().stream()
            .map(order -> "m" + order)
            .filter(name -> ReportData.value(shard, name).isPresent() && !shard.vouchesFor(name))
            .map(Symbols::of)
            .collect(Collectors.joining(", "));
    return doubtful.isEmpty() ? "" : " (%s doubtful)".formatted(doubtful);
  }

  /** Deviations above zero as full bars, on them those below zero as hollow ones. */
  private void bars(Plot plot, int order, double[] deviations) {
    Histogram full = histogram(DoubleStream.of(deviations).filter(m -> m >= 0));
    Histogram hollow = histogram(DoubleStream.of(deviations).filter(m -> m < 0));
    Pen edge = Pen.solid(fill(order).edge(), 0.8);
    for (int bin = 0; bin < BINS; bin++) {
      double foot = (double) full.in(bin) / deviations.length;
      double top = foot + (double) hollow.in(bin) / deviations.length;
      double left = full.edge(bin);
      double right = full.edge(bin + 1);
      if (foot > 0) {
        plot.add(fill(order).of(new Spot(left, 0), new Spot(right, foot)));
      }
      if (top > foot) {
        plot.add(Layers.outline(new Spot(left, foot), new Spot(right, top), edge));
      }
    }
  }

  private static Fill fill(int order) {
    return switch (order) {
      case 2 -> Fill.PALE;
      case 4 -> Fill.DARK;
      default -> Fill.STRIPED;
    };
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (int order : orders()) {
      legend.addIf(
          shards.stream().anyMatch(shard -> measured(shard, order).findAny().isPresent()),
          Sample.box(fill(order)),
          "*m*_{%d} > 0".formatted(order));
    }
    return legend
        .addIf(
            shards.stream().flatMapToDouble(this::allMeasured).anyMatch(m -> m < 0),
            Sample.outline(Pen.solid(Ink.BLACK, 0.8)),
            "the same below 0")
        .addIf(isExact(), Sample.line(EXACT), "exact, of either sign")
        .addIf(
            hasTheory(),
            Sample.line(THEORY),
            "theory, order 1/%s, of either sign".formatted(Symbols.N));
  }

  private boolean isExact() {
    return theory.exact().isPresent();
  }

  private boolean hasTheory() {
    return !isExact() && theory.leadingOrder().isPresent();
  }

  private DoubleStream allMeasured(ShardResult shard) {
    return orders().stream().flatMapToDouble(order -> measured(shard, order));
  }

  private String caption() {
    return "Histograms of the normalised deviations m_n = ΔG/G0 of order n over the multisets of points at σ_W = %s, σ_b = %s%s.%s The first bin also counts what is smaller.%s Doubtful is what the sample cannot vouch for."
        .formatted(
            Symbols.plain(sigmaW),
            Symbols.plain(reportData.config().sigmaB()),
            beside(),
            theory.hasExactKernel() ? " m_2 is 0 at every N: what is seen of it is noise." : "",
            leftOut());
  }

  private String leftOut() {
    String zeros =
        orders().stream()
            .filter(order -> count(order, true) > 0)
            .map(order -> "%d of %d m_%d".formatted(count(order, true), count(order, false), order))
            .collect(Collectors.joining(", "));
    return zeros.isEmpty() ? "" : " Left out, because they are 0 up to rounding: " + zeros + ".";
  }

  /** How many deviations of an order there are in all panels, or how many of them are rounding. */
  private long count(int order, boolean isRounding) {
    return shards.stream()
        .flatMapToDouble(shard -> all(shard, order))
        .filter(m -> !isRounding || Math.abs(m) <= rounding.get(order))
        .count();
  }

  private String beside() {
    if (isExact()) {
      return ", and the exact ones (black outlines)";
    }
    return hasTheory() ? ", and those of theory to leading order in 1/N (dashed outlines)" : "";
  }
}
