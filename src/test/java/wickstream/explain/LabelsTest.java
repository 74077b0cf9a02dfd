package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.Observable;
import wickstream.physics.Readout;
import wickstream.statistics.Grant;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Verdict;

/** Every word that results and campaign files use for a choice is explained. */
final class LabelsTest {
  private static final Glossary GLOSSARY = Glossary.load();

  static Stream<String> labels() {
    return Stream.of(
            Activation.named().stream().map(Activation::label),
            Arrays.stream(Estimator.values()).map(Estimator::label),
            Stream.of("auto"),
            Arrays.stream(Readout.values()).map(Readout::label),
            Arrays.stream(Frequencies.values()).map(Frequencies::label),
            Stream.of("readout", "shared-scale", "frequencies"),
            Arrays.stream(Observable.values()).map(Observable::label),
            Arrays.stream(NetworksNeeded.Basis.values()).map(NetworksNeeded.Basis::label),
            Arrays.stream(Verdict.class.getPermittedSubclasses())
                .map(type -> LabelsTest.verdict(type).label()))
        .flatMap(words -> words);
  }

  /** A verdict of a kind, with whatever it takes. */
  private static Verdict verdict(Class<?> type) {
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes())
            .map(
                of ->
                    of == String.class
                        ? "why"
                        : of == Optional.class ? Optional.empty() : new Grant(0, 1))
            .toArray();
    try {
      return (Verdict) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("labels")
  void isExplained(String label) {
    assertThat(GLOSSARY.page(label)).as(Missing.page(label)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("labels")
  void isNamedOnItsPage(String label) {
    Page page = GLOSSARY.page(label).orElseThrow();
    List<String> names = page.names();
    assertThat(names.contains(label) || page.markdown().contains(label)).isTrue();
  }
}
