package wickstream.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Points on a grid, described by {@code { from, to, count }}.
 *
 * @param grid the section; each setting one value for all coordinates, or a list of d-in
 * @param dIn dimension of the inputs
 */
record PointGrid(Setting grid, int dIn) {
  private static final WholeRange COUNT = new WholeRange(1, CampaignRules.MAX_POINTS);

  /** Products of equally spaced coordinates, both ends included; the last one runs fastest. */
  double[][] points() {
    List<List<Double>> grown = List.of(List.of());
    for (int k = 0; k < dIn; k++) {
      List<Double> axis = axis(k);
      if ((long) grown.size() * axis.size() > CampaignRules.MAX_POINTS) {
        throw perAxis("count", k)
            .refused("small enough for at most %d points".formatted(CampaignRules.MAX_POINTS));
      }
      List<List<Double>> longer = new ArrayList<>();
      for (List<Double> start : grown) {
        for (double x : axis) {
          List<Double> point = new ArrayList<>(start);
          point.add(x);
          longer.add(point);
        }
      }
      grown = longer;
    }
    return grown.stream()
        .map(point -> point.stream().mapToDouble(x -> x).toArray())
        .toArray(double[][]::new);
  }

  /** from + i (to − from)/(count − 1), in decimal arithmetic. */
  private List<Double> axis(int k) {
    BigDecimal from = perAxis("from", k).decimal(RealRange.FINITE);
    Setting end = perAxis("to", k);
    BigDecimal to = end.decimal(RealRange.FINITE);
    Setting number = perAxis("count", k);
    int count = number.wholeInt(COUNT);
    if (from.compareTo(to) > 0) {
      throw end.refused("at least from = " + from);
    }
    if ((count == 1) != (from.compareTo(to) == 0)) {
      throw number.refused("1 where from = to, and at least 2 elsewhere");
    }
    List<Double> axis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigDecimal steps = BigDecimal.valueOf(Math.max(1, count - 1));
      BigDecimal way = to.subtract(from).multiply(BigDecimal.valueOf(i));
      axis.add(from.add(way.divide(steps, MathContext.DECIMAL128)).doubleValue());
    }
    return axis;
  }

  /** What a grid has for coordinate k: one value for all, or a list of d-in. */
  private Setting perAxis(String key, int k) {
    Setting setting = grid.required(key);
    if (!(setting.value() instanceof List<?>)) {
      return setting;
    }
    List<Setting> all = setting.elements("d-in = %d numbers".formatted(dIn));
    if (all.size() != dIn) {
      throw new InvalidConfiguration(
          setting.path(), "must have d-in = %d numbers, had %d".formatted(dIn, all.size()));
    }
    return all.get(k);
  }
}
