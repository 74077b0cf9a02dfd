package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.theory.LeadingOrder;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

class MeasuredLayerTest {
  private static final Ensemble DEEPEST = Ensemble.of(Activation.RELU, 1, 1, 0).withDepth(3);

  /** One point, so that ⟨G0⁽⁴⁾⟩ = 3K²; K = 4/2ˡ and V/K² = 5l after l layers. */
  private static final DepthFlow FLOW =
      DepthFlow.withCouplings(
          LeadingOrder.of(DEEPEST, InputPoints.ofDimension(1, List.of(List.of(2.0))))
              .orElseThrow());

  private static ShardResult shard(
      Ensemble ensemble, int width, TailDiagnosis tail, Map<String, MeasuredValue> connected) {
    return new ShardResult(
        "%08x%08x".formatted(width, ensemble.depth()),
        ensemble,
        width,
        Estimator.CONDITIONAL,
        new Verdict.BudgetExhausted("as it was said to", Optional.empty()),
        20,
        20_000,
        tail,
        Double.NaN,
        20_000,
        Map.of(),
        Measured.values("m2", 0.01, 0.002, "m4", Double.NaN, Double.NaN),
        List.of(),
        connected,
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  /** K = 1 after two layers, G0 = 3: 12.5/N of it is connected, where theory says 10/N. */
  @Test
  void isBesideTheTheoryOfItsLayer() {
    ShardResult shard =
        shard(
            DEEPEST.withDepth(2),
            50,
            Measured.HEAVY.tail(),
            Measured.values("connected4", 3 * 12.5 / 50, 3 * 0.5 / 50));
    List<MeasuredLayer> layers = MeasuredLayer.of(FLOW, List.of(shard));
    assertThat(layers)
        .extracting(MeasuredLayer::quantity)
        .containsExactly(LayerQuantity.C4, LayerQuantity.M2);
    MeasuredLayer quartic = layers.get(0);
    assertThat(quartic.layer()).isEqualTo(2);
    assertThat(quartic.width()).isEqualTo(50);
    assertThat(quartic.isTrusted()).isFalse();
    assertThat(quartic.predicted()).isCloseTo(10, within(1e-12));
    assertThat(quartic.measured().value()).isCloseTo(12.5, within(1e-12));
    assertThat(quartic.measured().standardError()).isCloseTo(0.5, within(1e-12));
    assertThat(quartic.remainder().value()).isCloseTo(50 * 0.25, within(1e-11));
    assertThat(quartic.remainder().standardError()).isCloseTo(50 * 0.05, within(1e-11));
    assertThat(layers.get(1).measured().value()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void othersArePassedOver() {
    TailDiagnosis sound = Measured.SOUND.tail();
    List<ShardResult> others =
        List.of(
            shard(DEEPEST.withDepth(4), 10, sound, Map.of()),
            shard(DEEPEST.withOutputs(2), 10, sound, Map.of()),
            shard(Ensemble.of(Activation.RELU, 1, 2, 0), 10, sound, Map.of()),
            shard(Ensemble.of(Activation.RELU, 1, 1, 0.1), 10, sound, Map.of()));
    assertThat(MeasuredLayer.of(FLOW, others)).isEmpty();
  }

  @Test
  void areOrderedByLayerAndWidth() {
    TailDiagnosis sound = Measured.SOUND.tail();
    List<ShardResult> shards =
        List.of(
            shard(DEEPEST, 10, sound, Map.of()),
            shard(DEEPEST.withDepth(1), 40, sound, Map.of()),
            shard(DEEPEST.withDepth(1), 10, sound, Map.of()));
    assertThat(MeasuredLayer.of(FLOW, shards))
        .extracting(layer -> layer.layer() + " " + layer.width() + " " + layer.isTrusted())
        .containsExactly("1 10 true", "1 40 true", "3 10 true");
  }
}
