package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wickstream.flow.DepthFlow;
import wickstream.flow.LayerCouplings;
import wickstream.flow.MeasuredLayer;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.theory.Criticality;
import wickstream.physics.theory.FixedPoint;
import wickstream.statistics.Estimate;

/** Flows in depth as tables and sentences. */
final class DepthText {
  private DepthText() {}

  /**
   * The tables, and below where deep networks are critical.
   *
   * @param flows of the same activation, at least one
   */
  static List<String> of(List<DepthFlow> flows, List<MeasuredLayer> measured) {
    List<String> lines = new ArrayList<>(predicted(flows).lines());
    if (!measured.isEmpty()) {
      lines.add("");
      lines.addAll(beside(measured).lines());
    }
    lines.add("");
    critical(flows.get(0).ensemble().activation()).ifPresent(lines::add);
    flows.forEach(flow -> phase(flow.ensemble()).ifPresent(lines::add));
    return lines;
  }

  private static Table predicted(List<DepthFlow> flows) {
    Table table =
        new Table("sigma_W", "layer", "K", "V/K^2", "G1/K", "N c4", "N m2", "N m4", "N u4");
    for (DepthFlow flow : flows) {
      for (LayerCouplings layer : flow.layers()) {
        table.row(
            ValueText.plain(flow.ensemble().sigmaW()),
            Integer.toString(layer.layer()),
            ValueText.number(layer.kernel()),
            ValueText.number(layer.variance()),
            ValueText.number(layer.correction()),
            ValueText.number(layer.c4()),
            ValueText.number(layer.m2()),
            ValueText.number(layer.m4()),
            ValueText.number(layer.u4()));
      }
    }
    return table;
  }

  private static Table beside(List<MeasuredLayer> measured) {
    Table table =
        new Table("sigma_W", "layer", "N", "", "measured", "", "predicted", "N (ratio - 1)");
    for (MeasuredLayer layer : measured) {
      Estimate remainder = layer.remainder();
      table.row(
          ValueText.plain(layer.sigmaW()),
          Integer.toString(layer.layer()),
          Integer.toString(layer.width()),
          "N " + layer.quantity().label(),
          ValueText.withError(layer.measured().value(), layer.measured().standardError()),
          layer.isTrusted() ? "" : "?",
          ValueText.beside(
              layer.measured().value(), layer.measured().standardError(), layer.predicted()),
          Double.isFinite(remainder.value())
              ? ValueText.withError(remainder.value(), remainder.standardError())
              : "-");
    }
    return table;
  }

  private static Optional<String> critical(Activation activation) {
    return Criticality.of(activation)
        .map(
            at ->
                "%s is critical at sigma_W = %s, sigma_b = %s: %s."
                    .formatted(
                        activation.label(),
                        String.format(Locale.ROOT, "%.6f", at.sigmaW()),
                        ValueText.plain(at.sigmaB()),
                        at.explanation()));
  }

  private static Optional<String> phase(Ensemble ensemble) {
    return FixedPoint.of(ensemble)
        .map(
            point ->
                "At sigma_W = %s, sigma_b = %s deep networks are %s: %s, chi = %s."
                    .formatted(
                        ValueText.plain(ensemble.sigmaW()),
                        ValueText.plain(ensemble.sigmaB()),
                        point.phase().label(),
                        settling(point.kernel()),
                        ValueText.number(point.susceptibility())));
  }

  private static String settling(double kernel) {
    if (Double.isNaN(kernel)) {
      return "K does not change with depth";
    }
    if (Double.isInfinite(kernel)) {
      return "K grows without bound";
    }
    return "K* = " + (kernel == 0 ? "0" : ValueText.number(kernel));
  }
}
