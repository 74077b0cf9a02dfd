package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.physics.quadrature.BranchPoint;
import wickstream.physics.quadrature.Panels;

class QuadratureTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 14, 20, 28, 36})
  void rulesAreExactForPolynomials(int n) {
    LegendreRule rule = LegendreRule.of(n);
    Panel panel = new Panel(-0.5, 1);
    for (int degree = 0; degree < 2 * n; degree++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += rule.weight(i, panel) * Math.pow(panel.at(rule.node(i)), degree);
      }
      double exact = (1 - Math.pow(-0.5, degree + 1)) / (degree + 1);
      assertThat(sum).isCloseTo(exact, within(3e-15));
    }
  }

  @Test
  void interpolationReproducesPolynomialsAndNodes() {
    LegendreRule rule = LegendreRule.of(14);
    for (double t : new double[] {-1, -0.3, 0, 0.99, 1}) {
      double value = 0;
      for (int i = 0; i < rule.size(); i++) {
        value += rule.lagrange(t)[i] * Math.pow(rule.node(i), 13);
      }
      assertThat(value).isCloseTo(Math.pow(t, 13), within(1e-14));
    }
    assertThat(rule.lagrange(rule.node(3))[3]).isEqualTo(1);
    assertThat(rule.lagrange(rule.node(3))[4]).isZero();
  }

  @Test
  void panelsCoverTheLineAndKeepTheirDistance() {
    List<BranchPoint> branchPoints = List.of(new BranchPoint(0, 1e-3), new BranchPoint(2, 0.1));
    List<Panel> panels = Panels.graded(new double[] {50, -50, 0, 0.3}, branchPoints);
    double end = -50;
    for (Panel panel : panels) {
      assertThat(panel.from()).isEqualTo(end);
      assertThat(branchPoints).allMatch(point -> point.isFarFrom(panel));
      end = panel.to();
    }
    assertThat(end).isEqualTo(50);
    assertThat(panels.size()).isLessThan(80);
  }

  @Test
  void panelsTowardsARealSingularityEnd() {
    List<Panel> panels = Panels.graded(new double[] {0, 1}, List.of(new BranchPoint(0, 0)));
    assertThat(panels).hasSize(61);
  }
}
