package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of going wrong, with the one line that it gives. */
class InvalidConfigurationTest {
  private static final String GRID = "campaign { widths = [1], sigma-w = [1] }\n";
  private static final String KNOWN_IN_CAMPAIGN =
      " (known here: bag-size, ensemble, estimator, name, orders, points, seed, sigma-w, stop,"
          + " training, widths)";

  /** The second line of a campaign file that is in order otherwise, and what is said of it. */
  static Stream<Arguments> lines() {
    String campaign = "f.conf:2: campaign.";
    return Stream.of(
        // whole numbers
        arguments("bag-size = many", campaign + "bag-size must be a whole number, was \"many\""),
        arguments("bag-size = \"10\"", campaign + "bag-size must be a whole number, was \"10\""),
        arguments("bag-size = 1.5", campaign + "bag-size must be a whole number, was 1.5"),
        arguments("bag-size = null", campaign + "bag-size must be a whole number, was null"),
        arguments("bag-size = [1]", campaign + "bag-size must be a whole number, was a list"),
        arguments(
            "bag-size = { a = 1 }", campaign + "bag-size must be a whole number, was a section"),
        arguments("bag-size = true", campaign + "bag-size must be a whole number, was true"),
        arguments("bag-size = 0", campaign + "bag-size must be at least 1, was 0"),
        arguments(
            "bag-size = 1000000001",
            campaign + "bag-size must be at most 1000000000, was 1000000001"),
        arguments("bag-size = 1e10", campaign + "bag-size must be at most 1000000000, was 1e10"),
        arguments(
            "seed = 9223372036854775808",
            campaign + "seed must be at most 9223372036854775807, was 9223372036854775808"),
        arguments(
            "seed = -9223372036854775809",
            campaign + "seed must be at least -9223372036854775808, was -9223372036854775809"),
        arguments("seed = 1e999", campaign + "seed must be at most 9223372036854775807, was 1e999"),
        arguments(
            "seed = " + "9".repeat(400_000),
            campaign
                + "seed must be at most 9223372036854775807, was %s...".formatted("9".repeat(60))),
        arguments(
            "seed = 3.00000000000000000001",
            campaign + "seed must be a whole number, was 3.00000000000000000001"),
        arguments("seed = 1e-999999999", tiny("seed", "1e-999999999")),
        arguments("seed = 1e30", campaign + "seed must be at most 9223372036854775807, was 1e30"),
        // numbers that would take long to compute with
        arguments(
            "points = { grid = { from = 1e-100000000, to = 1, count = 3 } }",
            tiny("points.grid.from", "1e-100000000")),
        arguments(
            "points = { grid = { from = 0, to = 1e-999999999, count = 3 } }",
            tiny("points.grid.to", "1e-999999999")),
        arguments(
            "sigma-w = { from = 1, to = 2, step = 1e-100000000 }",
            tiny("sigma-w.step", "1e-100000000")),
        arguments("ensemble.sigma-b = -1e-400", tiny("ensemble.sigma-b", "-1e-400")),
        arguments("stop.max-time = 1e-999999999 s", campaign + time("\"1e-999999999 s\"")),
        arguments(
            "ensemble.sigma-b = 0." + "3".repeat(400_000),
            campaign
                + "ensemble.sigma-b must be a number of at most 100 characters, was 0.%s..."
                    .formatted("3".repeat(58))),
        arguments(
            "ensemble.sigma-b = 100000000000000000000",
            campaign
                + "ensemble.sigma-b must be a number (one of more than 18 digits takes a point or"
                + " an exponent), was \"100000000000000000000\""),
        // name
        arguments("name = -x", name("-x")),
        arguments("name = --help", name("--help")),
        arguments("name = -", name("-")),
        arguments("name = ..", name("..")),
        arguments("name = .hidden", name(".hidden")),
        arguments("name = \"\"", name("")),
        arguments("name = \"a/b\"", name("a/b")),
        arguments("name = " + "x".repeat(65), name("x".repeat(65))),
        arguments("name = 5", campaign + "name must be a text, was 5"),
        // ensemble
        arguments(
            "ensemble.activation = sine",
            campaign
                + "ensemble.activation must be one of gauss, erf, relu, cos, tanh, sin, gelu, silu, softplus, sigmoid, elu, leaky-relu, abs, step, linear, quadratic, or { formula = \"...\" }, was \"sine\""),
        arguments(
            "ensemble.activation { formula = \"z + foo(z)\" }",
            campaign
                + "ensemble.activation.formula is not a formula in z: at character 5, undefined function 'foo' (there are exp, log, tanh, erf, sin, cos, sqrt, abs, step, max, min), was \"z + foo(z)\""),
        arguments(
            "ensemble.activation { formula = \"abs(z - 1)\" }",
            campaign
                + "ensemble.activation.formula is not a formula in z: near z = 1.00000, it may have a kink or jump of abs(z - 1) (away from z = 0 it must be analytic), was \"abs(z - 1)\""),
        arguments(
            "ensemble.activation { formula = 3 }",
            campaign + "ensemble.activation.formula must be a text, was 3"),
        arguments(
            "ensemble.activation { leaky-relu = 1.5 }",
            campaign
                + "ensemble.activation.leaky-relu must be a number of at least -1 and at most 1, was 1.5"),
        arguments(
            "ensemble.activation { slope = 0.5 }",
            campaign
                + "ensemble.activation.slope is not a known key; did you mean campaign.stop? (known here: formula, leaky-relu)"),
        arguments("ensemble.d-in = 0", campaign + "ensemble.d-in must be at least 1, was 0"),
        arguments(
            "ensemble.d-in = 1000001",
            campaign + "ensemble.d-in must be at most 1000000, was 1000001"),
        arguments("ensemble.d-out = 0", campaign + "ensemble.d-out must be at least 1, was 0"),
        arguments("ensemble.d-out = 65", campaign + "ensemble.d-out must be at most 64, was 65"),
        arguments("ensemble.depth = 0", campaign + "ensemble.depth must be at least 1, was 0"),
        arguments("ensemble.depth = 65", campaign + "ensemble.depth must be at most 64, was 65"),
        arguments(
            "ensemble.depth = 2",
            campaign
                + "ensemble.depth must be 1 for gauss, whose normalisation exp(-sigma-b^2 -"
                + " sigma-w^2 |x|^2/d) is that of an input x, not of a layer (all others may"
                + " have more), was 2"),
        arguments(
            "ensemble { activation = cos, depth = 3 }",
            campaign
                + "ensemble.depth must be 1 for cos, whose kernel after a further layer does not decay"
                + " to 0, so that its coupling integrals diverge (all others may have more),"
                + " was 3"),
        arguments(
            "ensemble { activation = erf, depth = 2 }, estimator = pooled, orders = [2, 4, 6]",
            campaign
                + "orders must be [2, 4] or [2] with estimator = pooled and depth above 1, was"
                + " [2, 4, 6], the default: write orders = [2, 4]"),
        arguments(
            "ensemble { activation = erf, depth = 2 }, estimator = pooled, orders = [2, 4],"
                + " points = [0.1, 0.2, 0.3], widths = [3, 2]",
            campaign
                + "widths[1] must be at least 3 with estimator = pooled and depth above 1 and 3"
                + " points, was 2"),
        arguments(
            "estimator = pooled, widths = [10, 2], orders = [2, 4, 6]",
            campaign + "widths[1] must be at least 3 with estimator = pooled and order 6, was 2"),
        arguments(
            "estimator = pooled, widths = [1], orders = [2, 4]",
            campaign + "widths[0] must be at least 2 with estimator = pooled and order 4, was 1"),
        arguments(
            "ensemble { activation = erf, depth = 2 }, orders = [4]",
            campaign
                + "orders must contain 2 with depth above 1, whose connected functions need it,"
                + " was [4]"),
        arguments(
            "ensemble { activation = erf, depth = 2 }, estimator = tilted", campaign + tilted()),
        arguments(
            "ensemble { activation = relu, depth = 64 }, widths = [1000000], bag-size = 1563",
            campaign
                + "bag-size must be at most 1562 with a width of 1000000 and depth 64 (a bag may take"
                + " 10^11 hidden units), was 1563"),
        arguments(
            "ensemble { activation = relu, depth = 64 }, widths = [500, 5], bag-size = 70000000",
            campaign
                + "bag-size must be at most 63492063 with a width of 5 below the number of points and"
                + " depth 64 (a bag may take 10^11 weights between hidden layers), was 70000000"),
        arguments(
            "ensemble.sigma-b = -0.5",
            campaign + "ensemble.sigma-b must be finite and at least 0, was -0.5"),
        arguments(
            "ensemble.sigma-b = 1e999",
            campaign + "ensemble.sigma-b must be finite and at least 0, was 1e999"),
        arguments(
            "ensemble.sigma-b = NaN", campaign + "ensemble.sigma-b must be a number, was \"NaN\""),
        // laws of weights
        arguments(
            "ensemble.readout = gaussian",
            campaign
                + "ensemble.readout must be one of normal, uniform, rademacher, laplace, was \"gaussian\""),
        arguments(
            "ensemble.frequencies = levy",
            campaign + "ensemble.frequencies must be one of normal, cauchy, was \"levy\""),
        arguments(
            "ensemble.frequencies = cauchy",
            campaign
                + "ensemble.frequencies must be normal unless activation = cos and d-in = 1, was"
                + " cauchy with activation = gauss, d-in = 1"),
        arguments(
            "ensemble.shared-scale = 4",
            campaign + "ensemble.shared-scale must be null or a section { gamma }, was 4"),
        arguments(
            "ensemble.shared-scale { }", campaign + "ensemble.shared-scale.gamma is required"),
        arguments(
            "ensemble.shared-scale { gamma = 0 }",
            campaign + "ensemble.shared-scale.gamma must be between 0.01 and 1e9, was 0"),
        arguments(
            "ensemble.shared-scale { shape = 1 }",
            campaign + "ensemble.shared-scale.shape is not a known key (known here: gamma)"),
        arguments(
            "ensemble { activation = erf, depth = 2, shared-scale { gamma = 4 } }",
            campaign + "ensemble.depth must be 1 with shared-scale, was 2"),
        arguments(
            "ensemble { activation = erf, depth = 2, readout = laplace }, estimator = pooled, orders = [2, 4]",
            campaign
                + "estimator must be plain, conditional or auto with depth above 1 and readout ="
                + " laplace, was pooled"),
        arguments(
            "ensemble { activation = erf, readout = uniform }, training { data = [[1, 1]], times = [1] }",
            campaign
                + "training must be null unless readout = normal and shared-scale = null, with which"
                + " networks are Gaussian given their hidden layer"),
        arguments(
            "ensemble { activation = cos, frequencies = cauchy }, estimator = plain, training {"
                + " data = [[1, 1]], times = [1], layers = all, dynamics.descent = 1e-3 }",
            campaign
                + "training.layers must be readout or posterior with frequencies = cauchy, which"
                + " have no bound, so that steps of any size let some networks diverge, was all"),
        arguments(
            "ensemble.cutoff = 5",
            campaign + "ensemble.cutoff must be null for gauss, whose kernel decays"),
        arguments(
            "ensemble { activation = erf, cutoff = 0 }",
            campaign + "ensemble.cutoff must be finite and above 0, was 0"),
        // grid
        arguments("widths = []", campaign + "widths must hold at least one value, was empty"),
        arguments("widths = 5", campaign + "widths must be a list of whole numbers, was 5"),
        arguments("widths = [5, 10, 0]", campaign + "widths[2] must be at least 1, was 0"),
        arguments(
            "widths = [5, 1000000001]",
            campaign + "widths[1] must be at most 1000000000, was 1000000001"),
        arguments("widths = [\"10\"]", campaign + "widths[0] must be a whole number, was \"10\""),
        arguments(
            "widths = [5, 6, 5]",
            campaign + "widths[2] must differ from the values before it, was 5 again"),
        arguments("sigma-w = []", campaign + "sigma-w must hold at least one value, was empty"),
        arguments("sigma-w = 1", campaign + "sigma-w must be a list of numbers, was 1"),
        arguments("sigma-w = [1, 0]", campaign + "sigma-w[1] must be finite and above 0, was 0"),
        arguments(
            "sigma-w = [1, 1.0]",
            campaign + "sigma-w[1] must differ from the values before it, was 1.0 again"),
        arguments(
            "sigma-w = { from = 1, to = 1000, step = 0.0001 }",
            campaign + "sigma-w.step must be large enough for at most 100000 values, was 0.0001"),
        arguments(
            "sigma-w = { from = 1, to = 1e999, step = 1 }",
            campaign + "sigma-w.to must be finite and above 0, was 1e999"),
        arguments(
            "sigma-w = { from = 1, to = 2, step = 0 }",
            campaign + "sigma-w.step must be finite and above 0, was 0"),
        arguments(
            "sigma-w = { from = 2.0, to = 1, step = 1 }",
            campaign + "sigma-w.to must be at least from = 2.0, was 1"),
        arguments(
            "sigma-w = { from = 1, to = 2, step = 5 }",
            campaign
                + "sigma-w.step must be such that whole steps lead from 1 to 2 (choose step = 1.0,"
                + " or to = 6.0), was 5"),
        arguments(
            "sigma-w = { from = 0.1, to = 1.0, step = 0.3333333333333333 }",
            campaign
                + "sigma-w.step must be such that whole steps lead from 0.1 to 1.0 (choose step ="
                + " 0.45 or 0.3, or to = 0.7666666666666666 or 1.0999999999999999), was"
                + " 0.3333333333333333"),
        arguments(
            "sigma-w = { from = 2.0, to = 1 }", campaign + "sigma-w.step is required in a range"),
        arguments(
            "sigma-w = { from = 1, to = 2, step = 1, also = [2.0] }",
            campaign + "sigma-w[2] must differ from the values before it, was 2.0 again"),
        arguments(
            "sigma-w = { from = 1, to = 2, stp = 1 }",
            campaign
                + "sigma-w.stp is not a known key; did you mean campaign.sigma-w.step?"
                + " (known here: also, from, step, to)"),
        arguments(
            "widths = [1, 2], sigma-w = { from = 1, to = 60000, step = 1 }",
            campaign + "widths x campaign.sigma-w must be at most 100000 shards, was 2 x 60000"),
        // points
        arguments("points = []", campaign + "points must hold at least one point, was empty"),
        arguments("points = [a]", campaign + "points[0] must be a number, was \"a\""),
        arguments(
            "points = [0.5, [1, 2]]", campaign + "points[1] must have d-in = 1 coordinates, had 2"),
        arguments(
            "points = [0.5, [0.5]]",
            campaign + "points[1] must differ from the points before it, was 0.5 again"),
        arguments("points = [1e999]", campaign + "points[0] must be finite, was 1e999"),
        arguments(
            "ensemble.d-in = 2, points = [0.5]",
            campaign + "points[0] must be a list of d-in = 2 numbers, was 0.5"),
        // estimator and orders
        arguments(
            "estimator = best",
            campaign
                + "estimator must be one of plain, conditional, tilted, pooled, auto, was \"best\""),
        arguments("estimator = tilted, ensemble.sigma-b = 0", campaign + tilted()),
        arguments("estimator = tilted, ensemble.activation = erf", campaign + tilted()),
        arguments(
            "orders = []",
            campaign + "orders must contain 4, the order of stop.observable = u4, was []"),
        arguments("orders = [2, 8]", campaign + "orders must be some of 2, 4, 6, was [2, 8]"),
        arguments("orders = [4, 4]", campaign + "orders must all be different, was [4, 4]"),
        arguments(
            "orders = [6, 2]", campaign + "orders must contain 4 when it contains 6, was [6, 2]"),
        arguments(
            "orders = [4], stop.observable = m6",
            campaign + "orders must contain 6, the order of stop.observable = m6, was [4]"),
        // bags
        arguments(
            "bag-size = 1001, widths = [5, 100000000]",
            campaign
                + "bag-size must be at most 1000 with a width of 100000000"
                + " (a bag may take 10^11 hidden units), was 1001"),
        // stop
        arguments(
            "stop.observable = u2",
            campaign + "stop.observable must be one of u4, u6, m4, m6, was \"u2\""),
        arguments(
            "ensemble { activation = relu, d-in = 2 }, points = [[1, 2]], stop.observable = u6",
            campaign
                + "stop.observable must be m4 or m6 for relu with d-in above 1, whose couplings are"
                + " not available, was u6"),
        arguments(
            "stop.relative-error = 0",
            campaign + "stop.relative-error must be above 0 and at most 1000000, was 0"),
        arguments(
            "stop.relative-error = 1e7",
            campaign + "stop.relative-error must be above 0 and at most 1000000, was 1e7"),
        arguments(
            "stop.relative-error = 1 %",
            campaign + "stop.relative-error must be a number, was \"1 %\""),
        arguments(
            "stop.relative-error = null",
            campaign + "stop.relative-error or absolute-error must be given, both were null"),
        arguments(
            "stop.absolute-error = 0",
            campaign + "stop.absolute-error must be finite and above 0, was 0"),
        arguments(
            "stop.confidence = 1", campaign + "stop.confidence must be above 0 and below 1, was 1"),
        arguments("stop.min-bags = 1", campaign + "stop.min-bags must be at least 2, was 1"),
        arguments(
            "stop.max-networks = 1e16",
            campaign + "stop.max-networks must be at most 1000000000000000, was 1e16"),
        arguments(
            "stop.max-networks = 5",
            campaign
                + "stop.max-networks must be at least min-bags x bag-size = 20 x 1000 = 20000, was 5"),
        arguments("stop.max-time = 10", campaign + time("10")),
        arguments("stop.max-time = 0 s", campaign + time("\"0 s\"")),
        arguments("stop.max-time = -5 minutes", campaign + time("\"-5 minutes\"")),
        arguments("stop.max-time = 5 fortnights", campaign + time("\"5 fortnights\"")),
        arguments("stop.max-time = 100000 days", campaign + time("\"100000 days\"")),
        arguments("stop = 5", campaign + "stop must be a section { ... }, was 5"),
        // keys
        arguments(
            "stop.relative-eror = 1",
            campaign
                + "stop.relative-eror is not a known key; did you mean"
                + " campaign.stop.relative-error? (known here: absolute-error, all, at-time,"
                + " confidence, error, in, max-networks, max-time, min-bags, observable, power-of,"
                + " relative-error)"),
        arguments(
            "sigma-b = 1",
            campaign
                + "sigma-b is not a known key; did you mean campaign.ensemble.sigma-b?"
                + KNOWN_IN_CAMPAIGN),
        arguments(
            "\"widths[x\" = 1",
            campaign
                + "widths[x is not a known key; did you mean campaign.widths?"
                + KNOWN_IN_CAMPAIGN),
        arguments(
            "stop = 5, stop { min-bags = 5 }",
            campaign + "stop.observable is missing: its section was given anew after a value"),
        arguments("colour = red", campaign + "colour is not a known key" + KNOWN_IN_CAMPAIGN),
        // HOCON
        arguments("seed = ${HOME}", "f.conf:2: ${HOME} is not defined here"),
        arguments("include \"other.conf\"", "f.conf:2: include \"other.conf\" is not allowed"),
        arguments(
            "include file(\"other.conf\")", "f.conf:2: include \"other.conf\" is not allowed"),
        arguments("include url(\"http://x/\")", "f.conf:2: include \"http://x/\" is not allowed"),
        arguments(
            "include required(classpath(\"other.conf\"))",
            "f.conf:2: include \"other.conf\" is not allowed"),
        arguments("seed = }", "f.conf:2: not valid HOCON: expecting a value but got '}'"),
        arguments(
            "seed = \"5", "f.conf:2: not valid HOCON: a quoted text is not closed on its line"));
  }

  private static String name(String was) {
    return "f.conf:2: campaign.name must be 1 to 64 characters of A-Z a-z 0-9 . _ -, not starting"
        + " with . or -, was \"%s\"".formatted(was);
  }

  private static String tiny(String key, String was) {
    return "f.conf:2: campaign.%s must be 0 or at least 4.9E-324 in size, was %s"
        .formatted(key, was);
  }

  private static String tilted() {
    return "estimator must be plain, conditional, pooled or auto unless activation = gauss, and"
        + " sigma-b is above 0 or points are farther apart than 1/sigma-w, was tilted";
  }

  private static String time(String was) {
    return "stop.max-time must be a duration above 0 with its unit, such as 10 minutes, was " + was;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aWrongLineIsNamed(String line, String message) {
    String text = "campaign { widths = [5], sigma-w = [1]\n" + line + "\n}";
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(message);
  }

  /** Whole files, and what is said of them. */
  static Stream<Arguments> files() {
    return Stream.of(
        arguments("", "f.conf: campaign.widths is required: a list of whole numbers"),
        arguments(
            "campaign.widths = [1]",
            "f.conf: campaign.sigma-w is required: a list of numbers or { from, to, step, also }"),
        arguments(
            GRID + "store.url = \"jdbc:mysql://x\"",
            "f.conf:2: store.url must be null or begin with jdbc:postgresql://, was"
                + " \"jdbc:mysql://x\""),
        arguments(
            GRID + "store.url = \"jdbc:postgresql://x/y?password=secret\"",
            "f.conf:2: store.url must not hold user or password: put them into the environment"
                + " variables that store.user-variable and store.password-variable name"),
        arguments(
            GRID + "store.url = \"jdbc:postgresql://me:secret@x/y\"",
            "f.conf:2: store.url must not hold user or password: put them into the environment"
                + " variables that store.user-variable and store.password-variable name"),
        arguments(
            GRID + "store.user-variable = \"A B\"",
            "f.conf:2: store.user-variable must be the name of an environment variable: letters,"
                + " digits, _, not beginning with a digit, was \"A B\""),
        arguments(
            GRID + "store.patience = 5",
            "f.conf:2: store.patience must be a duration above 0 with its unit, such as 10 minutes,"
                + " was 5"),
        arguments(
            GRID + "store.patient = 5",
            "f.conf:2: store.patient is not a known key; did you mean store.patience? (known here:"
                + " checkpoint-interval, password-variable, patience, url, user-variable)"),
        arguments("campaign = 5", "f.conf:1: campaign must be a section { ... }, was 5"),
        arguments(
            "campain {}",
            "f.conf:1: campain is not a known key; did you mean campaign? (known here: campaign, store)"),
        arguments("\n\ncampaign {", "f.conf:3: not valid HOCON: a { is not closed"),
        arguments("[1]", "f.conf:1: not valid HOCON: a list where campaign { ... } should be"),
        arguments("a = ${b}\nb = ${a}", "f.conf:2: ${a} refers to itself"),
        arguments("[".repeat(100_000), "f.conf: is nested too deeply"),
        arguments(
            "campaign { widths = [1], sigma-w = [1]\nensemble.d-in = 2 }",
            "f.conf: campaign.points is required when d-in is above 1: a list of lists of numbers, or one of grid, ball, sphere, gaussian, csv, npy"),
        arguments(
            "campaign { widths = [1], sigma-w = [1] }\n\ncampaign.widths = [\n7\n0]",
            "f.conf:5: campaign.widths[1] must be at least 1, was 0"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aWrongFileIsNamed(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(message);
  }

  static Stream<Arguments> overrides() {
    return Stream.of(
        arguments("stop.min-bags=0", "campaign.stop.min-bags must be at least 2, was 0"),
        arguments("campaign.stop.min-bags=0", "campaign.stop.min-bags must be at least 2, was 0"),
        arguments("color=5", "campaign.color is not a known key" + KNOWN_IN_CAMPAIGN),
        arguments("seed", "must be key=value"),
        arguments("=5", "must be key=value"),
        arguments("a..b=5", "\"a..b\" is not a key"),
        arguments("seed=", "not valid HOCON: expecting a value but got end of file"),
        arguments("seed=1, widths=[0]", "must give one value"));
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void aWrongOverrideIsNamed(String override, String problem) {
    assertThatThrownBy(() -> parse("campaign { widths = [5], sigma-w = [1] }", override))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("--set " + override + ": " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ensemble.sigma-b=1e60", "sigma-w=[1e60]"})
  void numbersThatWouldOverflowAreRefused(String override) {
    String path = override.substring(0, override.indexOf('='));
    assertThatThrownBy(
            () ->
                parse(
                    "campaign { widths = [5], sigma-w = [1], ensemble.activation = relu }",
                    override))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith("--set " + override + ": campaign." + path + " = ")
        .hasMessageMatching(
            ".* makes fourth powers of order-[246] contributions overflow a double"
                + " \\(about 10\\^\\d+, allowed 10\\^299\\): lower .*");
  }

  /** Beyond it there is no cosine; a thirteenfold standard deviation is the most that is drawn. */
  @Test
  void anglesBeyondTheRangeOfTheCosineAreRefused() {
    String text = "campaign { widths = [5], sigma-w = [1, 8e5], ensemble.activation = cos }";
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "f.conf:1: campaign.sigma-w = 800000.0 makes angles W0 x + b0 of cos as large as 1.0e+05,"
                + " allowed is 1e+05: lower sigma-w or bring the points closer to 0");
    parse(text, "sigma-w=[7e5]");
  }

  @Test
  void aLongOverrideIsShortened() {
    assertThatThrownBy(() -> parse(GRID, "seed=" + "9".repeat(400_000)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "--set seed=%s...: campaign.seed must be at most 9223372036854775807, was %s..."
                .formatted("9".repeat(55), "9".repeat(60)));
  }

  @Test
  void aMessageIsOneLine() {
    assertThat(new InvalidConfiguration("campaign.name", "must be\r\n short,\twas \0 long\n"))
        .hasMessage("campaign.name must be short, was long");
  }

  private static void parse(String text, String... overrides) {
    CampaignFile.parse(text, "f.conf", List.of(overrides));
  }
}
