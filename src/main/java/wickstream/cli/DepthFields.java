package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wickstream.flow.DepthFlow;
import wickstream.flow.LayerCouplings;
import wickstream.flow.LayerQuantity;
import wickstream.flow.MeasuredLayer;
import wickstream.physics.theory.Criticality;
import wickstream.physics.theory.FixedPoint;
import wickstream.statistics.Estimate;

/** Flows in depth as rows and objects of files. */
final class DepthFields {
  private DepthFields() {}

  /** Everything, with a flow for each σ_W. */
  static Fields object(List<DepthFlow> flows, List<MeasuredLayer> measured) {
    return FlowCommand.file("depth")
        .with("flows", flows.stream().map(flow -> flow(flow).map()).toList())
        .with("measured", measured.stream().map(layer -> measured(layer).map()).toList());
  }

  private static Fields flow(DepthFlow flow) {
    Fields fields =
        new Fields()
            .with("activation", flow.ensemble().activation().label())
            .with("sigmaW", flow.ensemble().sigmaW())
            .with("sigmaB", flow.ensemble().sigmaB());
    Criticality.of(flow.ensemble().activation())
        .ifPresent(
            at -> fields.with("criticalSigmaW", at.sigmaW()).with("criticalSigmaB", at.sigmaB()));
    FixedPoint.of(flow.ensemble()).ifPresent(point -> fields.with(fields(point)));
    return fields.with("layers", flow.layers().stream().map(layer -> fields(layer).map()).toList());
  }

  private static Fields fields(FixedPoint point) {
    return new Fields()
        .with("phase", point.phase().label())
        .with("fixedPoint", point.kernel())
        .with("susceptibility", point.susceptibility());
  }

  private static Fields fields(LayerCouplings layer) {
    return new Fields()
        .with("layer", layer.layer())
        .with("kernel", layer.kernel())
        .with("variance", layer.variance())
        .with("correction", layer.correction())
        .with("c4TimesN", layer.c4())
        .with("m2TimesN", layer.m2())
        .with("m4TimesN", layer.m4())
        .with("u4TimesN", layer.u4());
  }

  private static Fields measured(MeasuredLayer layer) {
    return new Fields()
        .with("sigmaW", layer.sigmaW())
        .with("layer", layer.layer())
        .with("width", layer.width())
        .with("quantity", layer.quantity().label() + "TimesN")
        .with("measured", layer.measured())
        .with("predicted", layer.predicted())
        .with("remainder", layer.remainder())
        .with("trusted", layer.isTrusted());
  }

  /** One row a layer, and one for each N at which it was measured. */
  static List<Fields> rows(List<DepthFlow> flows, List<MeasuredLayer> measured) {
    List<Fields> rows = new ArrayList<>();
    for (DepthFlow flow : flows) {
      double sigmaW = flow.ensemble().sigmaW();
      for (LayerCouplings layer : flow.layers()) {
        List<MeasuredLayer> here =
            measured.stream()
                .filter(other -> other.sigmaW() == sigmaW && other.layer() == layer.layer())
                .toList();
        Stream<Integer> widths = here.stream().map(MeasuredLayer::width).distinct();
        (here.isEmpty() ? Stream.of((Integer) null) : widths)
            .map(width -> row(sigmaW, layer, width, here))
            .forEach(rows::add);
      }
    }
    return rows;
  }

  /**
   * @param width null if the layer was not measured
   */
  private static Fields row(
      double sigmaW, LayerCouplings layer, Integer width, List<MeasuredLayer> here) {
    Fields row = new Fields().with("sigmaW", sigmaW).with(fields(layer)).with("width", width);
    for (LayerQuantity quantity : LayerQuantity.values()) {
      Estimate measured =
          here.stream()
              .filter(other -> other.quantity() == quantity && width.equals(other.width()))
              .map(MeasuredLayer::measured)
              .findFirst()
              .orElse(Estimate.NONE);
      row.with(quantity.label() + "TimesNMeasured", measured);
    }
    return row;
  }
}
