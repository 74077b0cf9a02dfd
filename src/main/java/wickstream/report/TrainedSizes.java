package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wickstream.results.MeasuredValue;

/**
 * The sizes of a function of trained networks times N on a logarithmic axis: full where it is above
 * zero and hollow where below, beside the line of theory.
 */
final class TrainedSizes {
  /** Between the finite times and those that have places of their own. */
  static final Pen BORDER = Pen.dotted(Ink.GREY, 0.8);

  static final Pen THEORY = Couplings.theory(Ink.BLACK, 1.1);

  /** Below this part of the largest, sizes are rounding. */
  private static final double ROUNDING = 1e-12;

  private static final double NEAR_ZERO = 1e-6;

  private final List<List<Spot>> theory;
  private final List<Styled> points = new ArrayList<>();

  private record Styled(DataPoint point, Style style) {}

  /**
   * @param theory lines of values times N
   */
  TrainedSizes(List<List<Spot>> theory) {
    this.theory =
        theory.stream()
            .flatMap(line -> Couplings.sizes(withZeros(line)).stream())
            .filter(line -> !line.isEmpty())
            .toList();
  }

  /** The same line, which comes close to the places where it passes through zero. */
  private static List<Spot> withZeros(List<Spot> line) {
    List<Spot> spots = new ArrayList<>();
    for (Spot spot : line) {
      Spot before = spots.isEmpty() ? spot : spots.get(spots.size() - 1);
      if (before.y() * spot.y() < 0) {
        double part = before.y() / (before.y() - spot.y());
        double zero = before.x() + part * (spot.x() - before.x());
        spots.add(new Spot(zero, NEAR_ZERO * before.y()));
        spots.add(new Spot(zero, NEAR_ZERO * spot.y()));
      }
      spots.add(spot);
    }
    return spots;
  }

  /** Adds a value, unless it is zero. */
  void add(double place, MeasuredValue value, int width, boolean isTrusted, Style style) {
    DataPoint point =
        DataPoint.sizeOf(place, width * value.value(), width * value.standardError(), isTrusted);
    if (point.y() > 0) {
      points.add(new Styled(point, style));
    }
  }

  private double largest() {
    return Range.ofPositive(points.stream().mapToDouble(styled -> styled.point().y())).most();
  }

  private Stream<Styled> shown() {
    double least = ROUNDING * largest();
    return points.stream().filter(styled -> styled.point().y() > least);
  }

  /** For all that was measured, and theory where it is not much smaller. */
  LogScale scale() {
    Range measured =
        Range.ofPositive(shown().flatMapToDouble(styled -> styled.point().upperRange()));
    double most =
        theory.stream().flatMap(List::stream).mapToDouble(Spot::y).max().orElse(measured.most());
    return LogScale.around(
        points.isEmpty() ? new Range(1, 1) : measured.with(Math.min(most, 10 * measured.most())));
  }

  /** From back to front. */
  Stream<Layer> layers() {
    return Stream.concat(
        theory.stream().map(line -> Layers.line(line, THEORY, Part.LINE)),
        shown().map(styled -> Layers.point(styled.point(), styled.style())));
  }

  /** Says what full and hollow marks are, if there are any hollow ones. */
  static Legend explain(Legend legend, Stream<MeasuredValue> values) {
    boolean hasHollow = values.anyMatch(value -> value.value() < 0);
    return legend
        .addIf(hasHollow, Sample.plain(true), "above 0")
        .addIf(hasHollow, Sample.plain(false), "below 0");
  }

  /** What captions say of marks and places. */
  static String told(List<Integer> shown, List<Integer> all) {
    return " What is 0 is not shown; τ = 0 and τ = ∞ have places of their own, and marks of one time stand beside each other."
        + SeriesSelection.told("", shown, all, "N are shown.");
  }
}
