package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.ReferenceRow;

class LeadingOrderTest {

  static Stream<ReferenceRow> deepTheory() {
    return ReferenceRow.all("deep-theory.json").stream();
  }

  private static InputPoints points(ReferenceRow row) {
    List<List<Double>> points = new ArrayList<>();
    row.fields()
        .get("points")
        .forEach(
            point -> {
              List<Double> coordinates = new ArrayList<>();
              point.forEach(x -> coordinates.add(x.asDouble()));
              points.add(coordinates);
            });
    return InputPoints.ofDimension(points.get(0).size(), points);
  }

  private static Ensemble ensemble(ReferenceRow row) {
    int dIn = points(row).dIn();
    return Ensemble.of(
            row.activation("activation"), dIn, row.number("sigmaW"), row.number("sigmaB"))
        .withDepth((int) row.number("depth"));
  }

  @ParameterizedTest
  @MethodSource("deepTheory")
  void agreesWithReference(ReferenceRow row) {
    LayerStatistics last = LeadingOrder.of(ensemble(row), points(row)).orElseThrow().last();
    Multisets pairs = Multisets.of(last.points(), 2);
    double worst = 0;
    for (int k = 0; k < pairs.size(); k++) {
      int[] ab = pairs.indices(k);
      double kernel = row.fields().get("kernel").get(ab[0]).get(ab[1]).asDouble();
      double correction = row.fields().get("kernelOrder1").get(k).asDouble();
      worst = Math.max(worst, Math.abs(last.kernel()[k] / kernel - 1));
      if (correction != 0)
        worst = Math.max(worst, Math.abs(last.kernelCorrection()[k] / correction - 1));
      for (int l = 0; l < pairs.size(); l++) {
        double covariance = row.fields().get("covarianceOrder1").get(k).get(l).asDouble();
        worst = Math.max(worst, Math.abs(last.covariance()[k][l] / covariance - 1));
      }
    }
    double[] connected = last.connected4();
    Multisets quads = Multisets.of(last.points(), 4);
    for (int k = 0; k < connected.length; k++) {
      String name = Arrays.toString(quads.indices(k)).replaceAll("[\\[\\],]", "");
      double expected = row.fields().get("connected4Order1").get(name).asDouble();
      worst = Math.max(worst, Math.abs(connected[k] / expected - 1));
    }
    System.out.println(row + " " + ensemble(row).depth() + " " + worst);
    assertThat(worst).isLessThan(1e-8);
  }
}
