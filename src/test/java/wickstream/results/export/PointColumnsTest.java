package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignFile;

class PointColumnsTest {
  private static PointColumns of(String settings) {
    String text = "campaign { widths = [5], sigma-w = [1.5], %s }".formatted(settings);
    return PointColumns.of(CampaignFile.parse(text, "points.conf", List.of()).campaign());
  }

  @Test
  void ofOneCoordinateAreNumbers() {
    PointColumns columns = of("orders = [2, 4], points = [0.5, -1]");
    assertThat(columns.names()).containsExactly("x1", "x2", "x3", "x4");
    assertThat(columns.cells(List.of(0, 0, 1, 1))).containsExactly(0.5, 0.5, -1.0, -1.0);
    assertThat(columns.cells(List.of(0, 1))).containsExactly(0.5, -1.0, null, null);
  }

  @Test
  void ofSeveralCoordinatesAreTexts() {
    PointColumns columns =
        of("ensemble.d-in = 2, orders = [2, 4], points = [[0.5, 1e-7], [-1, 2]]");
    assertThat(columns.cells(List.of(0, 1))).containsExactly("0.5 1.0E-7", "-1.0 2.0", null, null);
  }

  /** Pictures would be repeated in every row. */
  @Test
  void ofManyCoordinatesThereAreNone() {
    PointColumns columns =
        of("ensemble.d-in = 9, points = [[1,2,3,4,5,6,7,8,9], [9,8,7,6,5,4,3,2,1]]");
    assertThat(columns.names()).isEmpty();
    assertThat(columns.cells(List.of(0, 1))).isEmpty();
  }
}
