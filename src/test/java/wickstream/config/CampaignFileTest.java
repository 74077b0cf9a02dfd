package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Priors;
import wickstream.physics.Readout;

class CampaignFileTest {
  private static final String SMALL = "campaign { widths = [5, 50], sigma-w = [1.0] }";

  private static final String FULL =
      """
      campaign {
        name = all-of-it, seed = -7
        ensemble { activation = relu, d-in = 2, d-out = 3, sigma-b = 0.25, cutoff = 30 }
        widths = [100, 1e3]
        sigma-w = { from = 1.0, to = 2.5, step = 0.5, also = [20] }
        points = [[0.5, 0], [0.0, ${campaign.stop.confidence}]]
        estimator = plain
        orders = [6, 2, 4]
        bag-size = 500
        stop {
          observable = m4, relative-error = null, absolute-error = 0.125, confidence = 0.5
          min-bags = 3, max-networks = 1e6, max-time = 90 s
        }
      }
      """;

  private static final CampaignConfig FULL_CONFIG =
      new CampaignConfig(
          "all-of-it",
          -7,
          Activation.RELU,
          2,
          3,
          1,
          0.25,
          OptionalDouble.of(30),
          List.of(100, 1000),
          List.of(1.0, 1.5, 2.0, 2.5, 20.0),
          InputPoints.ofDimension(2, List.of(List.of(0.5, 0.0), List.of(0.0, 0.5))),
          Estimator.PLAIN,
          List.of(2, 4, 6),
          500,
          new StopCondition(
              Observable.M4,
              OptionalDouble.empty(),
              OptionalDouble.of(0.125),
              0.5,
              3,
              1_000_000,
              Optional.of(Duration.ofSeconds(90))));

  private static CampaignConfig parse(String text, String... overrides) {
    return CampaignFile.parse(text, "small.conf", List.of(overrides)).campaign();
  }

  @Test
  void whatAFileDoesNotSayIsTheDefault() {
    assertThat(parse(SMALL))
        .isEqualTo(
            new CampaignConfig(
                "small",
                42,
                Activation.GAUSS,
                1,
                1,
                1,
                0.5,
                OptionalDouble.empty(),
                List.of(5, 50),
                List.of(1.0),
                Activation.GAUSS.defaultPoints(),
                Estimator.TILTED,
                List.of(2, 4, 6),
                1000,
                new StopCondition(
                    Observable.U4,
                    OptionalDouble.of(0.01),
                    OptionalDouble.empty(),
                    0.95,
                    20,
                    100_000_000,
                    Optional.empty())));
  }

  @Test
  void whatAFileSaysHolds() {
    assertThat(parse(FULL)).isEqualTo(FULL_CONFIG);
  }

  @Test
  void anEnsembleHasItsSigmaW() {
    assertThat(FULL_CONFIG.ensemble(1.5))
        .isEqualTo(new Ensemble(Activation.RELU, 2, 3, 1, 1.5, 0.25, OptionalDouble.of(30)));
    assertThat(FULL_CONFIG.shardCount()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"erf, 1e5", "relu, 50"})
  void nullMeansTheActivationsCutoffAndPoints(String label, double cutoff) {
    CampaignConfig campaign = parse(SMALL, "ensemble.activation=" + label);
    assertThat(campaign.cutoff()).hasValue(cutoff);
    assertThat(campaign.points()).isEqualTo(campaign.activation().defaultPoints());
    assertThat(campaign.estimator()).isEqualTo(Estimator.CONDITIONAL);
  }

  @Test
  void withoutBiasAutoIsConditional() {
    assertThat(parse(SMALL, "ensemble.sigma-b=-0.0").estimator()).isEqualTo(Estimator.CONDITIONAL);
  }

  @Test
  void aRangeIsDecimal() {
    List<Double> sigmaW = parse(SMALL, "sigma-w={ from = 0.1, to = 0.7, step = 0.1 }").sigmaW();
    assertThat(sigmaW).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
  }

  @ParameterizedTest
  @CsvSource({"0.3333333333333333", "0.333333", "0.33333333333333334", "0.333334"})
  void aStepThatIsARoundedFractionLeadsToTheEnd(double step) {
    assertThat(parse(SMALL, "sigma-w={ from = 1, to = 2, step = %s }".formatted(step)).sigmaW())
        .containsExactly(1.0, 1.0 + step, 1.0 + 2 * step, 2.0);
  }

  @Test
  void aRangeOfOneValueTakesAnyStep() {
    assertThat(parse(SMALL, "sigma-w={ from = 2, to = 2.0, step = 5 }").sigmaW())
        .containsExactly(2.0);
  }

  /** Zero may have any exponent, and whole numbers are read to the last digit. */
  @Test
  void numbersAreReadAsTheyAreWritten() {
    assertThat(
            parse(SMALL, "points={ grid = { from = 0e999999999, to = 1, count = 3 } }")
                .points()
                .point(0))
        .containsExactly(0.0);
    assertThat(parse(SMALL, "seed=9007199254740993.0").seed()).isEqualTo(9007199254740993L);
    assertThat(parse(SMALL, "seed=1e18").seed()).isEqualTo(1_000_000_000_000_000_000L);
  }

  @Test
  void laterOverridesWinWithAndWithoutThePrefix() {
    CampaignConfig campaign =
        parse(
            SMALL,
            "campaign.stop.relative-error=0.1",
            "stop.relative-error = 0.2",
            "widths=[7]",
            "seed=${campaign.bag-size}");
    assertThat(campaign.stop().relativeError()).hasValue(0.2);
    assertThat(campaign.widths()).containsExactly(7);
    assertThat(campaign.seed()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "10 minutes, PT10M",
    "1.5 h, PT1H30M",
    "3d, PT72H",
    "250 ms, PT0.25S",
    "250\u00a0ms, PT0.25S",
    "7 nanos, PT0.000000007S"
  })
  void durationsHaveUnits(String text, Duration duration) {
    CampaignConfig campaign = parse(SMALL, "stop.max-time=" + text);
    assertThat(campaign.stop().maxTime()).hasValue(duration);
    assertThat(Durations.parse(Durations.format(duration))).hasValue(duration);
  }

  static Stream<CampaignConfig> configurations() {
    return Stream.of(
        parse(SMALL),
        parse(FULL),
        parse(SMALL, "ensemble.activation=erf", "stop.max-time=10 minutes"),
        parse(SMALL, "ensemble.readout=laplace", "ensemble.shared-scale.gamma=0.5"),
        parse(SMALL, "ensemble.activation=cos", "ensemble.frequencies=cauchy"),
        parse(SMALL, "ensemble.sigma-b=0", "orders=[2, 4]", "points=[1e-9, 2]", "name=a.b_c-1"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theEffectiveConfigurationReadsBackAsItself(CampaignConfig campaign)
      throws JsonProcessingException {
    String json = new ObjectMapper().writeValueAsString(campaign.toMap());
    assertThat(CampaignFile.parse(json, "again.conf", List.of()).campaign()).isEqualTo(campaign);
  }

  @Test
  void theEffectiveConfigurationHasTheKeysOfAFileInOrder() throws JsonProcessingException {
    assertThat(new ObjectMapper().writeValueAsString(FULL_CONFIG.toMap()))
        .isEqualTo(
            "{\"campaign\":{\"name\":\"all-of-it\",\"seed\":-7,"
                + "\"ensemble\":{\"activation\":\"relu\",\"d-in\":2,\"d-out\":3,\"depth\":1,\"sigma-b\":0.25,"
                + "\"cutoff\":30.0},"
                + "\"widths\":[100,1000],\"sigma-w\":[1.0,1.5,2.0,2.5,20.0],"
                + "\"points\":[[0.5,0.0],[0.0,0.5]],\"estimator\":\"plain\",\"orders\":[2,4,6],"
                + "\"bag-size\":500,\"stop\":{\"observable\":\"m4\",\"relative-error\":null,"
                + "\"absolute-error\":0.125,\"confidence\":0.5,\"min-bags\":3,"
                + "\"max-networks\":1000000,\"max-time\":\"90 seconds\"}}}");
  }

  @Test
  void lawsOfWeightsAreThoseOfTheEnsemble() {
    assertThat(parse(SMALL).priors()).isEqualTo(Priors.NORMAL);
    assertThat(parse(SMALL).toMap().toString()).doesNotContain("readout", "shared", "frequencies");
    CampaignConfig other =
        parse(
            SMALL,
            "ensemble.activation = cos",
            "ensemble.readout = rademacher",
            "ensemble.shared-scale.gamma = 4",
            "ensemble.frequencies = cauchy");
    Priors priors = new Priors(Readout.RADEMACHER, OptionalDouble.of(4), Frequencies.CAUCHY);
    assertThat(other.priors()).isEqualTo(priors);
    assertThat(other.ensemble(2).priors()).isEqualTo(priors);
    assertThat(other.withName("b").withGrid(List.of(3), List.of(2.0)).priors()).isEqualTo(priors);
    assertThat(other.memoryBytes(2)).isGreaterThan(parse(SMALL).memoryBytes(2));
  }

  @Test
  void memoryCountsBlocksAndResults() {
    // 21 + 126 + 462 multisets, those of order 6 twice in the blocks; two shards, both active, of
    // which one is being saved; the bags of 1000 networks with eight series that are under way;
    // of 256 networks a thread, products of two, once more weighted, and twice of four
    int threads = Runtime.getRuntime().availableProcessors();
    int bags = threads + 2;
    assertThat(parse(SMALL).memoryBytes(threads))
        .isEqualTo(
            (21 + 126 + 2 * 462) * 128 * (2 * 60 + 40)
                + 2 * (21 + 126 + 462) * 64
                + bags * 1000 * 8 * 8
                + threads * 256 * 8 * (2 * 21 + 2 * 126));
  }

  @Test
  void moreMemoryThanThereIsIsRefused() {
    CampaignConfig campaign = parse(SMALL);
    Feasibility.check(campaign, 40 << 20);
    assertThatThrownBy(() -> Feasibility.check(campaign, 20 << 20))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageMatching(
            "campaign\\.points and orders need about \\d+ MB of memory, allowed are 14 MB \\(points:"
                + " 6, orders: \\[2, 4, 6\\], shards: 2\\): use at most 5 points with"
                + " these orders, or fewer orders, or set"
                + " WICKSTREAM_JAVA_OPTS=-Xmx\\.\\.\\.");
    CampaignConfig largeBags = parse(SMALL, "bag-size=1000000");
    assertThatThrownBy(() -> Feasibility.check(largeBags, 200 << 20))
        .hasMessageStartingWith("campaign.bag-size = 1000000 needs about ")
        .hasMessageEndingWith("use smaller bags, or set WICKSTREAM_JAVA_OPTS=-Xmx...");
  }

  /** What is named fits, and one more does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 | [2, 4, 6]",
        "100 | [2, 4, 6]",
        "300 | [2, 4, 6]",
        "100 | [2, 4]",
        "1000 | [2, 4]"
      })
  void theNumberOfPointsThatFitsIsNamed(int count, String orders) {
    long memory = 2L << 30;
    CampaignConfig tooMany = ofPoints(count, orders);
    InvalidConfiguration refusal =
        catchThrowableOfType(
            InvalidConfiguration.class, () -> Feasibility.checkMemory(tooMany, 2, memory));
    Matcher fit = Pattern.compile("use at most (\\d+) points").matcher(refusal.getMessage());
    assertThat(fit.find()).as(refusal.getMessage()).isTrue();
    int most = Integer.parseInt(fit.group(1));
    Feasibility.checkMemory(ofPoints(most, orders), 2, memory);
    CampaignConfig oneMore = ofPoints(most + 1, orders);
    assertThatThrownBy(() -> Feasibility.checkMemory(oneMore, 2, memory))
        .hasMessageContaining("use at most %d points with these orders".formatted(most));
  }

  private static CampaignConfig ofPoints(int count, String orders) {
    String text =
        "campaign { widths = [5, 50], sigma-w = [1], orders = %s, points.grid { from = 0, to = 1, count = %d } }"
            .formatted(orders, count);
    return CampaignFile.kept(text, "f.conf").campaign();
  }

  @Test
  void twentyOnePointsOfOrderFourFit() {
    Feasibility.checkMemory(ofPoints(21, "[2, 4]"), 2, 1L << 30);
  }

  @Test
  void memoryBeyondALongSaturates() {
    String points = IntStream.range(0, 1000).boxed().toList().toString();
    InvalidConfiguration rejection =
        catchThrowableOfType(InvalidConfiguration.class, () -> parse(SMALL, "points=" + points));
    assertThat(rejection).hasMessageContaining("campaign.points and orders need about ");
    assertThat(rejection.path()).isEqualTo("campaign.points");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "figure1",
        "figure2",
        "figure2-plain",
        "scaling",
        "paper-1",
        "paper-2",
        "paper-3",
        "depth",
        "high-dimension",
        "training"
      })
  void campaignFilesLoad(String name) {
    CampaignConfig campaign =
        CampaignFile.load(Path.of("conf", name + ".conf"), List.of()).campaign();
    assertThat(campaign.name()).isEqualTo(name);
    String written = CampaignFileWriter.text(campaign);
    assertThat(CampaignFile.submitted(written, "written").campaign())
        .as(written)
        .isEqualTo(campaign);
  }

  /** A setting that is null where its default is not must not come back with its default. */
  @Test
  void aWrittenFileKeepsWhatIsTurnedOff() {
    CampaignConfig campaign =
        CampaignFile.parse(
                "campaign { widths = [5], sigma-w = [1.0], stop { relative-error = null, absolute-error = 0.001 } }",
                "some.conf",
                List.of())
            .campaign();
    String written = CampaignFileWriter.text(campaign);
    assertThat(written).contains("relative-error = null");
    assertThat(CampaignFile.submitted(written, "written").campaign()).isEqualTo(campaign);
  }

  @Test
  void aWrittenFileHasNoDefaults() {
    String text =
        """
        campaign {
          name = some
          ensemble {
            activation = { formula = "z / (1 + z^2)" }
            cutoff = 10.0
          }
          widths = [5, 50]
          sigma-w = [1.5]
          points = [-1.0, 0.5, 1.0, 2.0]
          estimator = conditional
          orders = [2, 4]
          stop {
            relative-error = 0.05
            max-time = "90 seconds"
          }
        }
        """;
    CampaignConfig campaign = CampaignFile.parse(text, "some.conf", List.of()).campaign();
    assertThat(CampaignFileWriter.text(campaign)).isEqualTo(text);
  }

  @Test
  void everyCampaignFileIsNamedAbove() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".conf") && !f.endsWith("cluster.conf")))
          .hasSize(11);
    }
  }

  @Test
  void figure2HasThePapersGrid() {
    CampaignConfig campaign = CampaignFile.load(Path.of("conf/figure2.conf"), List.of()).campaign();
    assertThat(campaign.shardCount()).isEqualTo(120);
    assertThat(campaign.sigmaW()).hasSize(20).contains(1.0, 2.5, 10.0, 20.0);
    assertThat(campaign.estimator()).isEqualTo(Estimator.CONDITIONAL);
  }

  @Test
  void figure1IsTilted() {
    assertThat(CampaignFile.load(Path.of("conf/figure1.conf"), List.of()).campaign().estimator())
        .isEqualTo(Estimator.TILTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "figure2.conf | figure2",
        "my run.conf | my-run",
        "a/b/my run (2).conf | my-run-2",
        "Erhöhte Auflösung.conf | Erhohte-Auflosung",
        "e\u0301te\u0301.conf | ete",
        ".hidden | hidden",
        "日本 2024.conf | 2024",
        "a_b.c-d.conf | a_b.c-d"
      })
  void aCampaignWithoutANameHasOneMadeOfTheFiles(String file, String name) {
    assertThat(CampaignFile.parse(SMALL, file, List.of()).campaign().name()).isEqualTo(name);
  }

  @Test
  void aNameMadeOfTheFilesIsNotTooLong() {
    String file = "long ".repeat(100) + ".conf";
    assertThat(CampaignFile.parse(SMALL, file, List.of()).campaign().name())
        .hasSize(64)
        .startsWith("long-long-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"日本.conf", "….conf", ".."})
  void aFileWhoseNameCannotServeNeedsOneInIt(String file) {
    assertThatThrownBy(() -> CampaignFile.parse(SMALL, file, List.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith(file + ": campaign.name must be given: the file's own name, ");
    assertThat(CampaignFile.parse(SMALL, file, List.of("name=x")).campaign().name()).isEqualTo("x");
  }

  @Test
  void filesThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path binary = Files.write(folder.resolve("binary.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertUnreadable(folder.resolve("none.conf"), "no such file");
    assertUnreadable(folder, "not a file");
    assertUnreadable(binary, "not text in UTF-8");
  }

  private static void assertUnreadable(Path file, String why) {
    assertThatThrownBy(() -> CampaignFile.load(file, List.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("cannot read " + file + ": " + why);
  }

  @Test
  void theRecordsRefuseWhatTheFilesRefuse() {
    CampaignConfig c = FULL_CONFIG;
    assertThatThrownBy(
            () ->
                new CampaignConfig(
                    c.name(),
                    c.seed(),
                    c.activation(),
                    c.dIn(),
                    c.dOut(),
                    c.depth(),
                    c.sigmaB(),
                    c.cutoff(),
                    List.of(5, 0),
                    c.sigmaW(),
                    c.points(),
                    c.estimator(),
                    c.orders(),
                    c.bagSize(),
                    c.stop()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("campaign.widths[1] must be at least 1, was 0");
  }
}
