package wickstream.flow;

import java.util.function.ToDoubleFunction;

/** What is compared layer by layer: times N, so that it has a limit as N → ∞. */
public enum LayerQuantity {
  /** c4 = ⟨G_c⁽⁴⁾⟩/⟨G0⁽⁴⁾⟩, means over all multisets. */
  C4("c4", "connected4", LayerCouplings::c4, LayerCouplings::freeGreen),
  M2("m2", "m2", LayerCouplings::m2, layer -> 1),
  M4("m4", "m4", LayerCouplings::m4, layer -> 1),
  U4("u4", "u4", LayerCouplings::u4, layer -> 1);

  private final String label;
  private final String measured;
  private final ToDoubleFunction<LayerCouplings> predicted;
  private final ToDoubleFunction<LayerCouplings> unit;

  LayerQuantity(
      String label,
      String measured,
      ToDoubleFunction<LayerCouplings> predicted,
      ToDoubleFunction<LayerCouplings> unit) {
    this.label = label;
    this.measured = measured;
    this.predicted = predicted;
    this.unit = unit;
  }

  /** Its symbol. */
  public String label() {
    return label;
  }

  /** The name of what shards measure of it. */
  String measured() {
    return measured;
  }

  /** N times it, to leading order in 1/N. */
  public double predicted(LayerCouplings layer) {
    return predicted.applyAsDouble(layer);
  }

  /** What a measured value is divided by. */
  double unit(LayerCouplings layer) {
    return unit.applyAsDouble(layer);
  }
}
