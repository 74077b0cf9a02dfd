package wickstream.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.statistics.Estimate;

/**
 * What was measured of trained networks at a point.
 *
 * @param x the input if it is a number, or else the index of the point
 * @param mean of the networks
 * @param quartiles between which half of them are
 * @param theory of the mean
 */
record TrainedPoint(double x, DataPoint mean, Quartiles quartiles, Optional<TheoryValue> theory) {
  /** Half the width of a bar, in points of the page. */
  private static final double HALF_BOX = 5;

  private static final Pen EDGE = Pen.solid(Ink.GREY, 0.7);

  /** An output of a shard at the time of an index, from left to right. */
  static List<TrainedPoint> of(TrainedShards trained, ShardResult shard, int time, int output) {
    Map<List<Integer>, MeasuredValue> means =
        TrainedShards.functions(shard, time, Observable.MEAN, output);
    Map<List<Integer>, MeasuredValue> pairs =
        TrainedShards.functions(shard, time, Observable.COVARIANCE, output);
    Map<List<Integer>, MeasuredValue> triples =
        TrainedShards.functions(shard, time, Observable.CONNECTED3, output);
    Map<List<Integer>, MeasuredValue> quads =
        TrainedShards.functions(shard, time, Observable.CONNECTED4, output);
    boolean isTrusted = trained.vouches(shard, time, Observable.MEAN);
    List<TrainedPoint> points = new ArrayList<>();
    for (int a = 0; a < trained.points().count(); a++) {
      MeasuredValue mean = means.get(List.of(a));
      Quartiles quartiles =
          Quartiles.of(
              mean.value(),
              pairs.get(Collections.nCopies(2, a)).value(),
              triples.get(Collections.nCopies(3, a)).value(),
              quads.get(Collections.nCopies(4, a)).value());
      if (Double.isFinite(quartiles.low()) && Double.isFinite(quartiles.high())) {
        double x = trained.hasNumbersAsInputs() ? trained.points().coordinate(a, 0) : a;
        Estimate estimate = new Estimate(mean.value(), mean.standardError());
        DataPoint marked = DataPoint.of(x, estimate, isTrusted);
        points.add(new TrainedPoint(x, marked, quartiles, mean.theory()));
      }
    }
    points.sort(Comparator.comparingDouble(TrainedPoint::x));
    return points;
  }

  Spot low() {
    return new Spot(x, quartiles.low());
  }

  Spot high() {
    return new Spot(x, quartiles.high());
  }

  /** What an axis must show. */
  DoubleStream range() {
    return DoubleStream.of(quartiles.low(), mean.y(), quartiles.high());
  }

  /** What theory says of the mean, where there is one. */
  double theoryOfMean() {
    return theory.orElseThrow().value();
  }

  /** A bar from quartile to quartile. */
  Layer box() {
    return frame -> {
      double px = frame.x(x);
      Rectangle2D box = new Rectangle2D.Double();
      box.setFrameFromDiagonal(
          px - HALF_BOX, frame.y(quartiles.high()), px + HALF_BOX, frame.y(quartiles.low()));
      return Stream.of(
          new Mark.Filled(Part.REGION, box, Ink.PALE), new Mark.Drawn(Part.EDGE, box, EDGE));
    };
  }
}
