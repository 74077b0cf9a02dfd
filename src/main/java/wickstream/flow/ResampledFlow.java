package wickstream.flow;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import wickstream.random.LaneStreams;

/**
 * A passive flow with the errors of its measured start, by resampling: the flow is followed from
 * many starts drawn from normal distributions of the measured values and errors. The errors of u4
 * and u6 are drawn independently, for results do not hold their covariance.
 *
 * @param start the measured start
 * @param central the flow from the measured values themselves
 * @param points the bands, at every scale that was asked for
 * @param draws how many starts were drawn
 * @param blownUp how many of them blow up before the last scale
 * @param blowUp the band of the k at which these do
 */
public record ResampledFlow(
    MeasuredStart start,
    FlowSolution central,
    List<BandPoint> points,
    int draws,
    int blownUp,
    Band blowUp) {

  /** The seed of the draws where none is given. */
  public static final long SEED = 1;

  /** How many starts are drawn where nothing else is asked for. */
  public static final int DRAWS = 1000;

  /** Apart from all kinds of random numbers that sampling uses. */
  private static final int KIND = 1 << 20;

  public ResampledFlow {
    points = List.copyOf(points);
  }

  /**
   * Resamples a flow. The same arguments give the same bits.
   *
   * @param scales where it is wanted, ascending
   * @param draws how many starts to draw, at least 1
   * @param seed of the random numbers, which differ between shards
   */
  public static ResampledFlow of(MeasuredStart start, double[] scales, int draws, long seed) {
    double[] normals = normals(start, draws, seed);
    List<FlowSolution> flows =
        IntStream.range(0, draws)
            .parallel()
            .mapToObj(i -> start.flow(normals[2 * i], normals[2 * i + 1]).at(scales))
            .toList();
    double[] ends = flows.stream().flatMapToDouble(flow -> flow.blowUp().stream()).toArray();
    return new ResampledFlow(
        start,
        start.flow().at(scales),
        IntStream.range(0, scales.length).mapToObj(i -> bands(scales[i], i, flows)).toList(),
        draws,
        ends.length,
        Band.of(ends));
  }

  private static double[] normals(MeasuredStart start, int draws, long seed) {
    int rows = (2 * draws + LaneStreams.LANES - 1) / LaneStreams.LANES;
    double[] normals = new double[rows * LaneStreams.LANES];
    long address = Long.parseUnsignedLong(start.shard(), 16);
    new LaneStreams(seed, address, 0, KIND).normals(normals, rows);
    return normals;
  }

  private static BandPoint bands(double k, int i, List<FlowSolution> flows) {
    List<FlowPoint> there =
        flows.stream()
            .filter(flow -> flow.points().size() > i)
            .map(flow -> flow.points().get(i))
            .toList();
    return new BandPoint(
        k,
        there.size(),
        band(there, FlowPoint::u2),
        band(there, FlowPoint::u4),
        band(there, FlowPoint::u6));
  }

  private static Band band(List<FlowPoint> points, ToDoubleFunction<FlowPoint> coupling) {
    return Band.of(points.stream().mapToDouble(coupling).toArray());
  }
}
