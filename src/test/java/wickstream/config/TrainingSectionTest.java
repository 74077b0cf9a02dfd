package wickstream.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.StableStep;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

/** Campaigns of networks that learn. */
class TrainingSectionTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final String TWO_ROWS = "data = [[-1.0, 1.0], [0.3, -0.5]]";
  private static final String FULL =
      TWO_ROWS + ", layers = readout, dynamics = flow, times = [0, 1, 10, infinity]";

  @TempDir private Path directory;

  private static String text(String training, String... others) {
    return "campaign { widths = [5], sigma-w = [1.0, 0.5]\n"
        + String.join("\n", others)
        + "\n training { "
        + training
        + " } }";
  }

  private static CampaignConfig parse(String training, String... others) {
    return CampaignFile.parse(text(training, others), "f.conf", List.of()).campaign();
  }

  private static void assertRefused(String message, String training, String... others) {
    assertThatThrownBy(() -> parse(training, others))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageMatching("f\\.conf(:\\d+)?: campaign\\..*")
        .hasMessageEndingWith(": campaign." + message);
  }

  private static Example example(double input, double target) {
    return new Example(List.of(input), List.of(target));
  }

  private static final Training FLOW =
      new Training(
          List.of(example(-1, 1), example(0.3, -0.5)),
          OptionalDouble.empty(),
          List.of(0.0, 1.0, 10.0, INFINITY));

  @Test
  void whatASectionSaysHolds() {
    CampaignConfig campaign = parse(FULL, "stop { observable = connected4, at-time = 10 }");
    assertThat(campaign.training()).contains(FLOW);
    assertThat(campaign.stop().observable()).isEqualTo(Observable.CONNECTED4);
    assertThat(campaign.stop().atTime()).hasValue(10);
  }

  @Test
  void theReadoutFlowsUnlessSaidOtherwise() {
    assertThat(parse(TWO_ROWS + ", times = [0, 1, 10, infinity]").training()).contains(FLOW);
    assertThat(parse(FULL + ", layers = null, dynamics = null").training()).contains(FLOW);
  }

  @Test
  void networksMayDescendInSteps() {
    assertThat(
            parse(
                    TWO_ROWS + ", dynamics.descent = 0.05, times = [0.5]",
                    "ensemble.activation = erf")
                .training()
                .orElseThrow()
                .rate())
        .hasValue(0.05);
  }

  @Test
  void aRowHasAsManyTargetsAsThereAreOutputs() {
    Training training =
        parse(
                "data = [[-0.0, 2, 3, 4, 5]], times = [1]",
                "ensemble { d-in = 2, d-out = 3 }, points = [[1, 2]]")
            .training()
            .orElseThrow();
    assertThat(training.examples())
        .containsExactly(new Example(List.of(0.0, 2.0), List.of(3.0, 4.0, 5.0)));
  }

  /** Least squares know what to do with both. */
  @ParameterizedTest
  @ValueSource(strings = {"[[1, 1], [1, 2]]", "[[1, 1], [1, 1]]"})
  void rowsMayContradictOrRepeatEachOther(String rows) {
    assertThat(parse("data = %s, times = [infinity]".formatted(rows)).training().get().examples())
        .hasSize(2);
  }

  @Test
  void dataAreKnownBesideThePoints() {
    CampaignConfig campaign = parse("data = [[-1, 1], [0.01, 2]], times = [1]");
    InputPoints known = campaign.knownPoints();
    assertThat(known.count()).isEqualTo(7);
    assertThat(known.point(6)).containsExactly(-1);
    assertThat(CampaignFile.parse("campaign { widths = [5], sigma-w = [1] }", "f", List.of()))
        .extracting(run -> run.campaign().knownPoints().count())
        .isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "times = [0, 1, infinity]                         | observable = mean, at-time = infinity",
        "times = [1e-3, 1], dynamics.descent = 1e-3       | observable = kurtosis, at-time = 1",
        "times = [0, 1]                                   | observable = u4",
        "layers = posterior, noise-variance = 0.05        | observable = connected3",
        "layers = posterior, noise-variance = 0.05        | observable = mean, at-time = infinity",
        "layers = all, times = [0, 0.1], dynamics.descent = 1e-3 | observable = mean, at-time = 0.1",
      })
  void theEffectiveConfigurationReadsBackAsItself(String training, String stop)
      throws JsonProcessingException {
    CampaignConfig campaign =
        parse(
            TWO_ROWS + ", " + training, "ensemble.activation = tanh, stop { %s }".formatted(stop));
    String json = new ObjectMapper().writeValueAsString(campaign.toMap());
    assertThat(CampaignFile.parse(json, "again.conf", List.of()).campaign()).isEqualTo(campaign);
    assertThat(CampaignFile.submitted(json, "sent").campaign()).isEqualTo(campaign);
  }

  @Test
  void theEffectiveConfigurationHasTheKeysOfAFileInOrder() throws JsonProcessingException {
    CampaignConfig flow = parse(FULL, "stop { observable = mean, at-time = infinity }");
    assertThat(new ObjectMapper().writeValueAsString(flow.toMap()))
        .contains(
            "\"bag-size\":1000,\"training\":{\"data\":[[-1.0,1.0],[0.3,-0.5]],"
                + "\"layers\":\"readout\",\"dynamics\":\"flow\","
                + "\"times\":[0.0,1.0,10.0,\"infinity\"]},"
                + "\"stop\":{\"observable\":\"mean\",\"at-time\":\"infinity\","
                + "\"relative-error\":0.01,");
    CampaignConfig descent =
        parse(TWO_ROWS + ", dynamics.descent = 0.5, times = [1]", "ensemble.activation = erf");
    assertThat(new ObjectMapper().writeValueAsString(descent.toMap()))
        .contains(
            "\"dynamics\":{\"descent\":0.5},\"times\":[1.0]},\"stop\":{\"observable\":\"u4\",")
        .doesNotContain("at-time");
  }

  /** So that records of campaigns without training are what they have always been. */
  @Test
  void withoutTrainingThereIsNoKeyOfIt() {
    CampaignConfig campaign =
        CampaignFile.parse("campaign { widths = [5], sigma-w = [1] }", "f.conf", List.of())
            .campaign();
    assertThat(campaign.training()).isEmpty();
    assertThat(campaign.toMap().toString()).doesNotContain("training", "at-time");
  }

  @Test
  void aKeptConfigurationTakesATrainingLaidOverIt() {
    String plain = "campaign { widths = [5], sigma-w = [1] }";
    RunConfig kept = CampaignFile.parse(plain, "f.conf", List.of());
    RunConfig learning = CampaignFile.overlaid(kept, "training { " + FULL + " }", "sent");
    assertThat(learning.campaign().training()).contains(FLOW);
    RunConfig again = CampaignFile.overlaid(learning, "training.times = [2]", "sent");
    assertThat(again.campaign().training().orElseThrow().times()).containsExactly(2.0);
    assertThat(CampaignFile.overlaid(again, "training = null", "sent").campaign())
        .isEqualTo(kept.campaign());
  }

  @Test
  void anotherNameOrGridLeavesTheTraining() {
    CampaignConfig campaign = parse(FULL);
    assertThat(campaign.withName("other").training()).isEqualTo(campaign.training());
    assertThat(campaign.withGrid(List.of(7), List.of(2.0)).training())
        .isEqualTo(campaign.training());
  }

  private CampaignConfig readWithFile(String csv) throws IOException {
    Files.writeString(directory.resolve("train.csv"), csv);
    Path file = directory.resolve("f.conf");
    Files.writeString(file, text("data = { csv = train.csv }, times = [0, 1, 10, infinity]"));
    return CampaignFile.load(file, List.of()).campaign();
  }

  @Test
  void rowsMayStandInAFile() throws IOException {
    CampaignConfig campaign = readWithFile("# x, y\n-1, 1\n\n0.3, -0.5\n");
    assertThat(campaign.training()).contains(FLOW);
    assertThat(campaign.toMap().toString()).contains("data=[[-1.0, 1.0], [0.3, -0.5]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3 | campaign.training.data.csv must hold d-in + d-out = 1 + 1 numbers a line, train.csv:1 has 3",
        "1,x   | campaign.training.data.csv must hold finite numbers, train.csv:1 has \"x\", which must be a number",
        "#     | campaign.training.data must hold at least one example, was empty",
      })
  void aFileIsReadStrictly(String csv, String complaint) {
    assertThatThrownBy(() -> readWithFile(csv))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(directory.resolve("f.conf") + ":3: " + complaint);
  }

  @Test
  void aFileHasNotTooManyRows() {
    assertThatThrownBy(() -> readWithFile("1,2\n".repeat(1001)))
        .hasMessageEndingWith("campaign.training.data.csv must have at most 1000 rows, had 1001");
  }

  /** What a daemon is sent must not make it read files. */
  @Test
  void aTextNamesNoFile() {
    String sent = text("data = { csv = train.csv }, times = [1]");
    assertThatThrownBy(() -> CampaignFile.submitted(sent, "sent"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "sent:3: campaign.training.data.csv cannot be used here, where no files are read: give"
                + " data = [[...], ...]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "times = [1]                              | .data is required",
        "data = [[1, 1]]                          | .times is required",
        "data = [], times = [1]                   | .data must hold at least one example, was empty",
        "data = 5, times = [1]                    | .data must be a list of rows, or { csv = ... }, was 5",
        "data = {}, times = [1]                   | .data.csv is required",
        "data = { npy = a }, times = [1]          | .data.npy is not a known key; did you mean campaign.points.npy? (known here: csv)",
        "data = [1, 1], times = [1]               | .data[0] must be a list of d-in + d-out = 1 + 1 numbers, was 1",
        "data = [[1, 1], [1]], times = [1]        | .data[1] must have d-in + d-out = 1 + 1 numbers, had 1",
        "data = [[1, 1], [1, 2, 3]], times = [1]  | .data[1] must have d-in + d-out = 1 + 1 numbers, had 3",
        "data = [[1, a]], times = [1]             | .data[0][1] must be a number, was \"a\"",
        "data = [[1, 1e999]], times = [1]         | .data[0][1] must be finite, was 1e999",
        "data = [[1, 1]], times = []              | .times must hold at least one time, was empty",
        "data = [[1, 1]], times = 1               | .times must be a list of numbers, was 1",
        "data = [[1, 1]], times = [-1]            | .times[0] must be a finite number of at least 0, or infinity, was -1",
        "data = [[1, 1]], times = [1e999]         | .times[0] must be a finite number of at least 0, or infinity, was 1e999",
        "data = [[1, 1]], times = [soon]          | .times[0] must be a finite number of at least 0, or infinity, was \"soon\"",
        "data = [[1, 1]], times = [1, 1]          | .times must be at least 0 and rise, was [1.0, 1.0]",
        "data = [[1, 1]], times = [infinity, 2]   | .times must be at least 0 and rise, was [Infinity, 2.0]",
        "data = [[1, 1]], times = [1], layers = last | .layers must be one of readout, posterior, all, was \"last\"",
        "data = [[1, 1]], times = [1], layers = 1 | .layers must be one of readout, posterior, all, was 1",
        "data = [[1, 1]], times = [1], layers = all | .dynamics must be { descent = RATE } with layers = all, whose networks learn step by step, was flow",
        "data = [[1, 1]], times = [1, infinity], layers = all, dynamics.descent = 0.01 | .times must be finite with layers = all, whose networks learn step by step, was [1.0, Infinity]",
        "data = [[1, 1]], times = [1], layers = all, dynamics.descent = 0.03 | .times must be whole numbers of steps of descent = 0.03 (at most 2^52), was 1.0",
        "data = [[1, 1]], times = [1], layers = all, dynamics.descent = 0.01, noise-variance = 1 | .noise-variance must be given with layers = posterior alone",
        "data = [[1, 1]], times = [1], dynamics = adam | .dynamics must be flow or { descent = RATE }, was \"adam\"",
        "data = [[1, 1]], times = [1], dynamics = {}   | .dynamics.descent is required",
        "data = [[1, 1]], times = [1], dynamics.descent = 0 | .dynamics.descent must be finite and above 0, was 0",
        "data = [[1, 1]], times = [1], dynamics.rate = 1 | .dynamics.rate is not a known key; did you mean campaign.name? (known here: descent)",
        "data = [[1, 1]], times = [1], layer = readout | .layer is not a known key; did you mean campaign.training.layers? (known here: data, dynamics, layers, noise-variance, times)",
        "data = [[1, 1]], times = [1], noise-variance = 1 | .noise-variance must be given with layers = posterior alone",
        "data = [[1, 1]], times = [1], layers = posterior, noise-variance = 1 | .times must not be given with layers = posterior, which is not reached in time",
        "data = [[1, 1]], dynamics = flow, layers = posterior, noise-variance = 1 | .dynamics must not be given with layers = posterior, which is not reached in steps",
        "data = [[1, 1]], layers = posterior | .noise-variance is required",
        "data = [[1, 1]], layers = posterior, noise-variance = 0 | .noise-variance must be finite and above 0, was 0",
      })
  void whatIsNotUnderstoodIsSaid(String training, String complaint) {
    assertRefused("training" + complaint, training);
  }

  @Test
  void trainingIsASection() {
    assertThatThrownBy(
            () ->
                CampaignFile.parse(
                    "campaign { widths = [5], sigma-w = [1], training = yes }",
                    "f.conf",
                    List.of()))
        .hasMessage(
            "f.conf:1: campaign.training must be null or a section { data, layers, dynamics, times, noise-variance"
                + " }, was \"yes\"");
  }

  @Test
  void timesAreNotTooMany() {
    List<Integer> times = IntStream.range(0, 101).boxed().toList();
    assertRefused("training.times must be at most 100, were 101", TWO_ROWS + ", times = " + times);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "estimator = pooled  | estimator must be plain, conditional, tilted or auto with training, after which networks are no sums over independent units, was pooled",
        "orders = [4]        | orders must contain 2 and 4 with training, was [4]",
        "orders = [2], stop { observable = mean, at-time = 1 } | orders must contain 2 and 4 with training, was [2]",
        "ensemble.d-in = 65, points.ball { count = 3, radius = 1 } | ensemble.d-in must be at most 64 with training, beyond which points are kept up to a rotation, was 65",
      })
  void notEveryCampaignMayLearn(String setting, String complaint) {
    assertRefused(complaint, FULL, setting);
  }

  @Test
  void dataAndNoiseAreInTheRangeOfADouble() {
    assertRefused(
        "training.data[1] must have targets of at most 1e+50 in size, had 1.0E51",
        "data = [[1, 1], [2, 1e51]], times = [1]");
    assertRefused(
        "training.noise-variance must be between 1e-50 and 1e+50, was 1.0E60",
        "data = [[1, 1]], layers = posterior, noise-variance = 1e60");
  }

  @Test
  void eigenvaluesOfManyRowsTakeTooLong() {
    String rows = IntStream.range(0, 300).mapToObj("[%d, 1]"::formatted).collect(joining(", "));
    assertRefused(
        "bag-size must be at most 370 with 300 rows of data (eigenvalues of a network take as many steps as the cube of that, and a bag may take 10^10), was 1000",
        "data = [%s], times = [1]".formatted(rows));
  }

  @Test
  void networksOfThePosteriorAreNotPlain() {
    assertRefused(
        "estimator must be conditional, tilted or auto with layers = posterior, whose readouts are integrated, was plain",
        TWO_ROWS + ", layers = posterior, noise-variance = 0.1",
        "estimator = plain");
  }

  private static final String ALL =
      TWO_ROWS + ", layers = all, dynamics.descent = %s, times = [0, 1]";

  /** With auto, which is conditional for networks of erf that learn by their readouts alone. */
  @Test
  void networksWhoseLayersAllDescendArePlain() {
    CampaignConfig campaign = parse(ALL.formatted(1e-3), "ensemble.activation = erf");
    assertThat(campaign.estimator()).isEqualTo(Estimator.PLAIN);
    assertThat(campaign.training().orElseThrow().layers()).isEqualTo(Training.Layers.ALL);
    assertRefused(
        "estimator must be plain or auto with layers = all, whose readouts have to be drawn, was conditional",
        ALL.formatted(1e-3),
        "ensemble.activation = erf, estimator = conditional");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gauss         | must be readout or posterior for gauss, whose units or slopes have no known bound, so that steps of any size let some networks diverge, was all",
        "relu          | must be readout or posterior for relu, whose units or slopes have no known bound, so that steps of any size let some networks diverge, was all",
        "tanh, depth=2 | must be readout or posterior with several hidden layers, of which no step is proven to be stable, was all with depth = 2",
      })
  void notAllLayersOfEveryNetworkDescend(String ensemble, String complaint) {
    assertRefused(
        "training.layers " + complaint,
        ALL.formatted(1e-3),
        "ensemble { activation = %s }".formatted(ensemble),
        "estimator = plain");
  }

  /** The narrowest networks and the largest σ_W decide; the bound itself is allowed. */
  @Test
  void stepsOfAllLayersRaiseNoLoss() {
    String several = "ensemble.activation = erf, widths = [50, 5]";
    double bound =
        StableStep.largest(
            Ensemble.of(Activation.ERF, 1, 1, 0.5),
            5,
            Training.ofAllLayers(FLOW.examples(), 1, List.of(1.0)));
    long steps = (long) Math.ceil(1 / bound);
    assertThat(parse(ALL.formatted(1.0 / steps), several).training()).isPresent();
    assertThatThrownBy(() -> parse(ALL.formatted(1.0 / (steps - 1)), several))
        .hasMessageContaining("campaign.training.dynamics.descent must be at most 0.0")
        .hasMessageContaining(
            " with N = 5, sigma-w = 1.0 and 2 rows until time 1, as longer steps may raise the loss of a network (see wickstream explain all layers), was "
                + 1.0 / (steps - 1));
  }

  @Test
  void bagsOfManyStepsAreSmall() {
    assertRefused(
        "bag-size must be at most 10000000 with a width of 5, 2 rows and 1000 steps of descent (a bag may take 10^11 units of them all), was 20000000",
        ALL.formatted(1e-3),
        "ensemble.activation = erf, bag-size = 20000000, stop.max-networks = 1000000000000");
  }

  @Test
  void pointsAndRowsTogetherAreLimited() {
    String rows = "[1, 1]" + ", [1, 1]".repeat(994);
    assertRefused(
        "training.data must have at most 994 rows beside 6 points, together 1000, had 995",
        "data = [%s], times = [1]".formatted(rows),
        "orders = [2, 4]");
    String wide = "[1" + ", 1".repeat(127) + "]";
    assertRefused(
        "training.data must have at most 63808 numbers beside 192 of points, together 64000,"
            + " had 64000",
        "data = [%s], times = [1]".formatted(wide + (", " + wide).repeat(499)),
        "ensemble { d-in = 64, d-out = 64 }, orders = [2, 4]",
        "points.ball { count = 3, radius = 1 }");
  }

  /** 2/(2 rows · (1 · max g² + 0.5²)); σ_W = 1 is the largest. */
  @ParameterizedTest
  @CsvSource({"erf, 0.7, 0.9, 0.8000, 1", "tanh, 0.7, 0.8, 0.8000, 1", "cos, 0.4, 0.5, 0.4444, 2"})
  void stepsAreSoSmallThatNoNetworkDiverges(
      String activation, double allowed, double refused, String bound, int square) {
    String descent = TWO_ROWS + ", dynamics.descent = %s, times = [infinity]";
    String ensemble = "ensemble.activation = " + activation;
    assertThat(parse(descent.formatted(allowed), ensemble).training()).isPresent();
    assertRefused(
        "training.dynamics.descent must be below %s = 2/(n (sigma-w^2 max g^2 + sigma-b^2)) with n = 2 rows, sigma-w = 1.0, max g^2 = %d, as networks may diverge beyond, was %s"
            .formatted(bound, square, refused),
        descent.formatted(refused),
        ensemble);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gauss", "relu"})
  void unboundedUnitsFlow(String activation) {
    assertRefused(
        "training.dynamics must be flow for %s, of which some networks have so large a covariance that descent in steps of any size diverges, was descent = 1.0E-9"
            .formatted(activation),
        TWO_ROWS + ", dynamics.descent = 1e-9, times = [1]",
        "ensemble.activation = " + activation);
  }

  @Test
  void descentIsLookedAtAfterWholeSteps() {
    assertRefused(
        "training.times must be whole numbers of steps of descent = 0.25 (at most 2^52), was 1.1",
        TWO_ROWS + ", dynamics.descent = 0.25, times = [1.1]",
        "ensemble.activation = erf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "observable = mean                   | at-time must be one of the training.times above 0 with observable = mean, was null",
        "observable = mean, at-time = 2      | at-time must be one of the training.times [0.0, 1.0, 10.0, infinity], was 2.0",
        "observable = mean, at-time = 0      | at-time must be above 0 (at 0 nothing has been learnt, and observable may be u4, u6, m4, m6), was 0.0",
        "observable = mean, at-time = -1     | at-time must be a finite number of at least 0, or infinity, was -1",
        "observable = u4, at-time = infinity | at-time must be null with observable = u4, which is of networks as they are drawn, was infinity",
        "observable = u2                     | observable must be one of u4, u6, m4, m6, mean, covariance, connected3, connected4, kurtosis, was \"u2\"",
      })
  void whatIsAskedMustBeThere(String stop, String complaint) {
    assertRefused("stop." + complaint, FULL, "stop { %s }".formatted(stop));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "covariance", "connected3", "connected4", "kurtosis"})
  void onlyNetworksThatLearnAreAskedWhatTheyHaveLearnt(String observable) {
    String text = "campaign { widths = [5], sigma-w = [1]\n stop.observable = %s }";
    assertThatThrownBy(() -> CampaignFile.parse(text.formatted(observable), "f.conf", List.of()))
        .hasMessage(
            "f.conf:2: campaign.stop.observable must be one of u4, u6, m4, m6 without a training"
                + " section, was "
                + observable);
  }

  @ParameterizedTest
  @CsvSource({"mean, 2", "covariance, 10", "connected3, 10", "connected4, 10", "kurtosis, 10"})
  void functionsOfAveragesTakeTenBags(String observable, int bags) {
    String stop = "stop { observable = %s, at-time = 1, min-bags = 2 }".formatted(observable);
    assertThat(parse(FULL, stop).leastBags()).isEqualTo(bags);
  }

  /**
   * Two shards; two times above 0 and one output, of 6 points 6 + 21 + 56 + 126 cumulants, with
   * four series of each network; of 256 networks a thread, covariances of 8 points, and means and
   * covariances of 6 at each time.
   */
  @Test
  void memoryCountsWhatIsLearnt() {
    int threads = 3;
    CampaignConfig learning = parse(TWO_ROWS + ", times = [0, 1, infinity]");
    CampaignConfig drawn =
        CampaignFile.parse("campaign { widths = [5], sigma-w = [1, 0.5] }", "f.conf", List.of())
            .campaign();
    int components = 2 * (6 + 21 + 56 + 126);
    assertThat(learning.memoryBytes(threads) - drawn.memoryBytes(threads))
        .isEqualTo(
            components * 128 * (2 * 60 + 40)
                + 2 * components * 64
                + (threads + 2) * 1000 * 2 * (4 + 6) * 8
                + threads * 256 * 8 * (36 + 2 * (6 + 21)));
  }

  /** Eight networks of each of two threads and bags that wait, of weights and units of two rows. */
  @Test
  void memoryCountsNetworksThatDescend() {
    String settings = "ensemble.activation = erf, estimator = plain, widths = [5, 1000]";
    String descent = TWO_ROWS + ", dynamics.descent = 1e-3, times = [0, 1], layers = ";
    long all = parse(descent + "all", settings).memoryBytes(2);
    long readout = parse(descent + "readout", settings).memoryBytes(2);
    assertThat(all - readout).isEqualTo((2 + 2) * (1 + 2 + 2 * 2 + 4) * 1000 * 8 * 8);
  }

  @Test
  void fewerTimesTakeLessMemory() {
    CampaignConfig campaign = parse(FULL, "orders = [2, 4]");
    assertThatThrownBy(() -> Feasibility.checkMemory(campaign, 2, 10 << 20))
        .hasMessageContaining("points with these orders, or fewer orders or times, or set");
  }

  /** The cosine is computed up to an angle, at the points and at what is learnt. */
  @Test
  void dataMustNotBeTooFarAway() {
    assertRefused(
        "sigma-w = 1.0 makes angles W0 x + b0 of cos as large as 1.3e+06, allowed is 1e+05: lower"
            + " sigma-w or bring the points and data closer to 0",
        "data = [[1e5, 1]], times = [1]",
        "ensemble.activation = cos");
  }

  @Test
  void theRecordsRefuseWhatTheFilesRefuse() {
    CampaignConfig c = parse(FULL);
    Training ofPlane =
        new Training(
            List.of(new Example(List.of(1.0, 2.0), List.of(1.0))),
            OptionalDouble.empty(),
            List.of(1.0));
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
                    c.priors(),
                    c.widths(),
                    c.sigmaW(),
                    c.points(),
                    c.estimator(),
                    c.orders(),
                    c.bagSize(),
                    c.stop(),
                    Optional.of(ofPlane)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("campaign.training.data[0] must have d-in + d-out = 1 + 1 numbers, had 2 + 1");
  }
}
