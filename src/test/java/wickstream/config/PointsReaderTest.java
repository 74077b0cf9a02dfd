package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.InputPoints;
import wickstream.random.RandomPoints;

class PointsReaderTest {
  @TempDir private Path directory;

  private static String campaign(int dIn, String points) {
    return "campaign { widths = [5], sigma-w = [1], orders = [2], stop.observable = m4"
        + ", orders = [2, 4], ensemble.d-in = "
        + dIn
        + "\n points = "
        + points
        + " }";
  }

  private static CampaignConfig read(int dIn, String points) {
    return CampaignFile.parse(campaign(dIn, points), "f.conf", List.of()).campaign();
  }

  private CampaignConfig readWithFile(int dIn, String csv) throws IOException {
    Files.createDirectories(directory.resolve("points"));
    Files.writeString(directory.resolve("points/p.csv"), csv);
    Path file = directory.resolve("f.conf");
    Files.writeString(file, campaign(dIn, "{ csv = \"points/p.csv\" }"));
    return CampaignFile.load(file, List.of()).campaign();
  }

  private static InputPoints line(Double... x) {
    return InputPoints.ofDimension(1, List.of(x).stream().map(List::of).toList());
  }

  @Test
  void aGridIsDecimalAndHasBothEnds() {
    assertThat(read(1, "{ grid = { from = -0.3, to = 0.3, count = 7 } }").points())
        .isEqualTo(line(-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3));
    assertThat(read(1, "{ grid = { from = 0, to = 1, count = 4 } }").points())
        .isEqualTo(line(0.0, 1 / 3.0, 2 / 3.0, 1.0));
  }

  @Test
  void aGridIsAProductOfItsAxes() {
    assertThat(read(2, "{ grid = { from = [0, 5], to = [1, 7], count = [2, 3] } }").points())
        .isEqualTo(
            InputPoints.ofDimension(
                2,
                List.of(
                    List.of(0.0, 5.0),
                    List.of(0.0, 6.0),
                    List.of(0.0, 7.0),
                    List.of(1.0, 5.0),
                    List.of(1.0, 6.0),
                    List.of(1.0, 7.0))));
    assertThat(read(2, "{ grid = { from = [0, 2], to = [1, 2], count = [2, 1] } }").points())
        .isEqualTo(InputPoints.ofDimension(2, List.of(List.of(0.0, 2.0), List.of(1.0, 2.0))));
  }

  @Test
  void aBallHoldsItsPointsInAnyDimension() {
    CampaignConfig campaign = read(16, "{ ball = { count = 5, radius = 0.5, seed = 3 } }");
    assertThat(campaign.points().count()).isEqualTo(5);
    for (int a = 0; a < 5; a++) {
      double square = 0;
      for (double x : campaign.points().point(a)) {
        square += x * x;
      }
      assertThat(square).isPositive().isLessThan(0.25);
    }
    assertThat(read(16, "{ ball = { count = 5, radius = 0.5 } }").points())
        .isEqualTo(read(16, "{ ball = { count = 5, radius = 0.5, seed = 0 } }").points())
        .isNotEqualTo(campaign.points());
  }

  @Test
  void pointsAreDrawnOnASphereAndWithNormalCoordinates() {
    CampaignConfig onSphere = read(16, "{ sphere = { count = 5, radius = 0.5, seed = 3 } }");
    for (int a = 0; a < 5; a++) {
      assertThat(onSphere.points().dot(a, a)).isCloseTo(0.25, within(1e-15));
    }
    assertThat(read(3, "{ gaussian = { count = 5, sigma = 0.5, seed = 3 } }").points())
        .isEqualTo(InputPoints.ofDimension(3, RandomPoints.gaussian(3, 5, 3, 0.5)));
  }

  /** What is kept are 10 × 10 numbers; campaigns of up to 64 dimensions are kept as they are. */
  @Test
  void pointsOfManyDimensionsAreRotated() {
    InputPoints many = read(100_000, "{ sphere = { count = 10, radius = 2, seed = 1 } }").points();
    assertThat(many.dIn()).isEqualTo(100_000);
    assertThat(many.coordinates()).isEqualTo(10);
    for (int a = 0; a < 10; a++) {
      assertThat(many.dot(a, a)).isCloseTo(4, within(4e-13));
      assertThat(many.coordinate(a, a)).isPositive();
    }
    assertThat(read(65, "{ ball = { count = 3, radius = 1 } }").points().coordinates())
        .isEqualTo(3);
    assertThat(read(64, "{ ball = { count = 3, radius = 1 } }").points().coordinates())
        .isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100000 | { gaussian = { count = 10, sigma = 1 } }",
        "80     | { ball = { count = 100, radius = 1 } }",
        "70     | [[1, 0, 0], [0, 0, 2], [2, 0, 0]]",
        "70     | [[0]]",
      })
  void theEffectiveConfigurationOfManyDimensionsReadsBackAsItself(int dIn, String points)
      throws JsonProcessingException {
    CampaignConfig campaign = CampaignFile.kept(campaign(dIn, points), "f.conf").campaign();
    String json = new ObjectMapper().writeValueAsString(campaign.toMap());
    assertThat(CampaignFile.kept(json, "again").campaign()).isEqualTo(campaign);
  }

  @Test
  void aFileMayHoldVeryLongLines() throws IOException {
    int dIn = 100_000;
    String zeros = ",0".repeat(dIn - 2);
    InputPoints points = readWithFile(dIn, "3,0" + zeros + "\n1,2" + zeros + "\n").points();
    assertThat(points).isEqualTo(InputPoints.ofDimension(dIn, new double[][] {{3, 0}, {1, 2}}));
  }

  @Test
  void aFileMayHaveCommentsWithCommasAndAnyLineEnds() throws IOException {
    assertThat(readWithFile(2, "#1,2,3\r1,2\r\n\u2028 # 4\n3,4#5".replace("#5", "")).points())
        .isEqualTo(InputPoints.ofDimension(2, List.of(List.of(1.0, 2.0), List.of(3.0, 4.0))));
  }

  @Test
  void aFileMustBeText() throws IOException {
    Files.write(directory.resolve("p.csv"), new byte[] {'1', '\n', (byte) 0xff, '\n'});
    Path file = directory.resolve("f.conf");
    Files.writeString(file, campaign(1, "{ csv = p.csv }"));
    assertThatThrownBy(() -> CampaignFile.load(file, List.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageEndingWith("p.csv: not text in UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "65      | [[1, 2], [3, 4], [5, 6]] | [0] must have d-in = 65 coordinates, or all points 3, which is how many there are, had 2",
        "65      | [[1, 2, 3], [3, 4, 5]]   | [0] must have d-in = 65 coordinates, or all points 2, which is how many there are, had 3",
        "64      | [[1, 2], [3, 4]]         | [0] must have d-in = 64 coordinates, had 2",
        "1000000 | { sphere = { count = 101, radius = 1 } }  | .sphere must have at most 100 points with d-in = 1000000 (at most 100000000 coordinates are read or drawn in this memory, 10^8 in any), had 101",
        "100000  | { gaussian = { count = 253, sigma = 1 } } | .gaussian must have at most 252 points with d-in = 100000 (of each as many coordinates are kept as there are points, 64000 in all), had 253",
        "100     | { ball = { count = 641, radius = 1 } }    | .ball must have at most 640 points with d-in = 100 (of each as many coordinates are kept as there are points, 64000 in all), had 641",
        "2       | { sphere = { count = 3, sigma = 1 } }     | .sphere.sigma is not a known key",
        "2       | { gaussian = { count = 3, sigma = 0 } }   | .gaussian.sigma must be finite and above 0, was 0",
        "2       | { gaussian = { count = 3 } }              | .gaussian.sigma is required",
      })
  void limitsAreNamed(int dIn, String points, String complaint) {
    assertThatThrownBy(() -> read(dIn, points))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith("f.conf:2: campaign.points" + complaint);
  }

  /** Whoever submits a text should not keep a daemon busy by it. */
  @Test
  void aSubmittedTextDrawsFewCoordinates() {
    String text = campaign(1_000_000, "{ sphere = { count = 6, radius = 1 } }");
    assertThatThrownBy(() -> CampaignFile.submitted(text, "sent"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(
            "at most 5 points with d-in = 1000000 (at most 5000000 coordinates are read or drawn"
                + " here; wickstream submit sends points themselves), had 6");
  }

  @Test
  void aFileHoldsOnePointALine() throws IOException {
    assertThat(readWithFile(2, "# x, y\n0.5, -1e-3\n\n .25,+2.\r\n").points())
        .isEqualTo(InputPoints.ofDimension(2, List.of(List.of(0.5, -1e-3), List.of(0.25, 2.0))));
  }

  @Test
  void aFileMayHaveAMarkOfByteOrderAndAnyWhiteSpace() throws IOException {
    String csv = "\ufeff0.5,\u3000-1e-3\n\u3000\n\u00a0# x\n\u00a0.25\u2009,\u200b2.\u3000\r\n";
    assertThat(readWithFile(2, csv).points())
        .isEqualTo(InputPoints.ofDimension(2, List.of(List.of(0.5, -1e-3), List.of(0.25, 2.0))));
  }

  @Test
  void aLongNumberIsShortened() {
    assertThatThrownBy(() -> readWithFile(1, "0." + "3".repeat(400_000)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageEndingWith(
            "points/p.csv:1 has \"0.%s...\", which must be a number of at most 100 characters"
                .formatted("3".repeat(58)));
  }

  /** So results tell where networks were evaluated, and can be had again without the file. */
  @Test
  void theEffectiveConfigurationHoldsThePointsThemselves() throws IOException {
    CampaignConfig campaign = readWithFile(1, "0.5\n0.75\n");
    assertThat(campaign.toMap().toString()).contains("points=[0.5, 0.75]");
    assertThat(read(1, "[0.5, 0.75]").withName("x")).isEqualTo(campaign.withName("x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ }                                              | points must have one of grid, ball, sphere, gaussian, csv, npy, had none",
        "{ grid = { from = 0, to = 1, count = 2 }, csv = a } | points must have one of grid, ball, sphere, gaussian, csv, npy, had [grid, csv]",
        "{ grid = { from = 0, to = 1 } }                  | points.grid.count is required",
        "{ grid = { from = 1, to = 0, count = 2 } }       | points.grid.to must be at least from = 1, was 0",
        "{ grid = { from = 0, to = 1, count = 1 } }       | points.grid.count must be 1 where from = to, and at least 2 elsewhere, was 1",
        "{ grid = { from = 0, to = 1, count = 32 } }      | points.grid.count must be small enough for at most 1000 points, was 32",
        "{ grid = { from = [0], to = 1, count = 2 } }     | points.grid.from must have d-in = 2 numbers, had 1",
        "{ grid = { from = 0, to = 1, step = 2 } }        | points.grid.step is not a known key",
        "{ ball = { count = 0, radius = 1 } }             | points.ball.count must be at least 1, was 0",
        "{ ball = { count = 1001, radius = 1 } }          | points.ball.count must be at most 1000, was 1001",
        "{ ball = { count = 3, radius = 0 } }             | points.ball.radius must be finite and above 0, was 0",
        "{ ball = { count = 3 } }                         | points.ball.radius is required",
        "{ ball = { count = 3, radius = 1, seed = 0.5 } } | points.ball.seed must be a whole number, was 0.5",
        "5                                                | points must be a list of points, was 5",
      })
  void whatIsNotUnderstoodIsSaid(String points, String complaint) {
    assertThatThrownBy(() -> read(2, points))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith("f.conf:2: campaign." + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3  | must hold d-in = 2 numbers a line, points/p.csv:2 has 3",
        "1      | must hold d-in = 2 numbers a line, points/p.csv:2 has 1",
        "1,x    | must hold finite numbers, points/p.csv:2 has \"x\", which must be a number",
        "1,NaN  | must hold finite numbers, points/p.csv:2 has \"NaN\", which must be a number",
        "1,1e999 | must hold finite numbers, points/p.csv:2 has \"1e999\", which must be a finite number",
        "1,1e-999999999 | must hold finite numbers, points/p.csv:2 has \"1e-999999999\", which must be 0 or at least 4.9E-324 in size",
        "1,2\u200b5 | must hold finite numbers, points/p.csv:2 has \"2\\u200b5\", which must be a number",
        "1,2\u00a05 | must hold finite numbers, points/p.csv:2 has \"2\\u00a05\", which must be a number",
        "1,\uff12 | must hold finite numbers, points/p.csv:2 has \"\uff12\", which must be a number",
      })
  void aFileIsReadStrictly(String second, String complaint) {
    assertThatThrownBy(() -> readWithFile(2, "0,0\n" + second + "\n"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(directory.resolve("f.conf") + ":2: campaign.points.csv " + complaint);
  }

  @Test
  void aFileMustBeThere() throws IOException {
    Path file = directory.resolve("f.conf");
    Files.writeString(file, campaign(1, "{ csv = none.csv }"));
    assertThatThrownBy(() -> CampaignFile.load(file, List.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            file
                + ":2: campaign.points.csv names no usable file: cannot read "
                + directory.resolve("none.csv")
                + ": no such file");
  }

  /** What a daemon is sent must not make it read files, wherever they are. */
  @ParameterizedTest
  @CsvSource({"p.csv", "/etc/passwd", "../../p.csv"})
  void aTextReadsNoFile(String name) {
    assertThatThrownBy(() -> read(1, "{ csv = \"" + name + "\" }"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "f.conf:2: campaign.points.csv cannot be used here, where no files are read: give"
                + " points = [...], or points.grid, ball, sphere or gaussian");
    RunConfig kept =
        new RunConfig(
            read(1, "[1, 2]"), CampaignFile.parse(campaign(1, "[1]"), "f", List.of()).store());
    assertThatThrownBy(
            () -> CampaignFile.overlaid(kept, "points = { csv = \"" + name + "\" }", "sent"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("where no files are read");
  }
}
