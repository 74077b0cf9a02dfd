package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Estimate;

/**
 * What theory to first order in 1/N leaves out of ⟨G_c⁽⁴⁾⟩ of trained networks: N (measured/theory
 * − 1) against N, a series for each time. Where it is level, what is left out falls as 1/N².
 */
final class TrainedRemainderFigure {
  private static final double HEIGHT = 300;
  private static final int MAX_SERIES = 6;

  /** A remainder so many standard errors from 0 is one. */
  private static final double SIGNIFICANT = 3;

  /** Marks with an error larger than this times all remainders would hide them. */
  private static final double MAX_NOISE = 2;

  private final TrainedShards trained;
  private final List<Integer> times;
  private final PositionDodge dodge;
  private final List<Remainder> all = new ArrayList<>();
  private final List<Remainder> shown;

  private record Remainder(int width, int time, Estimate value, boolean isTrusted) {}

  private TrainedRemainderFigure(TrainedShards trained) {
    this.trained = trained;
    this.times =
        SeriesSelection.spread(
            IntStream.range(0, trained.times().size()).boxed().toList(), MAX_SERIES);
    this.dodge =
        PositionDodge.among(
            trained.widths().stream().map(Integer::doubleValue).toList(), times.size());
    for (ShardResult shard : trained.shards()) {
      times.forEach(time -> remainder(shard, time).ifPresent(all::add));
    }
    double most = most();
    this.shown = all.stream().filter(one -> one.value().standardError() <= most).toList();
  }

  private Optional<Remainder> remainder(ShardResult shard, int time) {
    return TrainedShards.mean(shard, time, Observable.CONNECTED4)
        .filter(MeasuredValue::isKnown)
        .flatMap(
            value ->
                value
                    .theory()
                    .filter(theory -> theory.value() != 0)
                    .map(
                        theory ->
                            theory.remainder(
                                shard.width(), new Estimate(value.value(), value.standardError()))))
        .map(
            remainder ->
                new Remainder(
                    shard.width(),
                    time,
                    remainder,
                    trained.vouches(shard, time, Observable.CONNECTED4)));
  }

  /** The largest error that is shown. */
  private double most() {
    double largest =
        all.stream()
            .map(Remainder::value)
            .filter(r -> Math.abs(r.value()) > SIGNIFICANT * r.standardError())
            .mapToDouble(r -> Math.abs(r.value()))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    double least = all.stream().mapToDouble(r -> r.value().standardError()).min().orElse(0);
    return Math.max(MAX_NOISE * largest, least);
  }

  /** A figure for the smallest, the middle and the largest σ_W with several widths and a theory. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return TrainedShards.of(reportData).stream()
        .filter(trained -> trained.shards().size() > 1)
        .map(TrainedRemainderFigure::new)
        .filter(figure -> !figure.shown.isEmpty())
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  private Figure figure(Lettering lettering) {
    Range up = Range.of(shown.stream().flatMapToDouble(one -> point(one).range())).with(0);
    Plot plot =
        new Plot(
            "",
            Axis.logarithmic(dodge.whole(), Symbols.N),
            Axis.linear(up, "*N* (measured/theory − 1) of *G*_{c}^{(4)}"));
    plot.add(Layers.level(0, TrainedSizes.BORDER));
    for (int time : times) {
      List<Remainder> series = shown.stream().filter(one -> one.time() == time).toList();
      List<Spot> spots =
          series.stream().map(one -> new Spot(point(one).x(), one.value().value())).toList();
      plot.add(Layers.line(spots, style(time).pen().ofWidth(0.8), Part.LINE));
      series.forEach(one -> plot.add(Layers.point(point(one), style(time))));
    }
    Picture picture =
        new Sheet(List.of(plot), 1, HEIGHT, legend())
            .drawn(
                "what theory leaves out of trained networks at σ_W = "
                    + Symbols.plain(trained.sigmaW()),
                "N times the relative distance of the mean fourth cumulant of trained networks from theory to first order in 1/N, against the width N, a series for each of %d times."
                    .formatted(times.size()),
                lettering);
    return new Figure(trained.figureName("remainder"), caption(), picture);
  }

  private DataPoint point(Remainder one) {
    double shift = dodge.shift(times.indexOf(one.time()));
    return DataPoint.of(one.width() * shift, one.value(), one.isTrusted());
  }

  private Style style(int time) {
    return Style.of(times.indexOf(time));
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (int time : times) {
      legend.addIf(
          shown.stream().anyMatch(one -> one.time() == time),
          Sample.of(style(time), style(time).pen().ofWidth(0.8)),
          "*τ* = " + TrainedShards.timeText(trained.times().get(time)));
    }
    legend.addErrors(true);
    return legend.addIf(
        shown.stream().anyMatch(one -> !one.isTrusted()),
        Sample.crossed(),
        "error not to be trusted");
  }

  private String caption() {
    return "What theory to first order in 1/N leaves out of the fourth cumulant, a mean over all multisets of points and all outputs, of %s: its distance from theory relative to theory, times N, with standard errors. Where it is level in N, what is left out falls as 1/N²; where it is as large as N itself, theory is no guide.%s%s%s"
        .formatted(
            trained.learners(),
            times.size() > 1 ? " Marks of one N stand beside each other." : "",
            SeriesSelection.told("", times, trained.times(), "times are shown."),
            shown.size() < all.size()
                ? " Left out: %d values whose errors are larger than all that is shown."
                    .formatted(all.size() - shown.size())
                : "");
  }
}
