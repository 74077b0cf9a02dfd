package wickstream.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.physics.theory.LeadingOrder;

/**
 * How the interaction of networks of one σ_W grows from layer to layer, to leading order in 1/N:
 * the renormalisation group flow of deep networks (Roberts, Yaida and Hanin, The Principles of Deep
 * Learning Theory, 2022, chapters 4 and 5).
 *
 * @param ensemble of the deepest networks
 * @param layers one entry a hidden layer, from the first
 */
public record DepthFlow(Ensemble ensemble, List<LayerCouplings> layers) {
  public DepthFlow {
    layers = List.copyOf(layers);
  }

  /** Without u4, which takes integrals. */
  public static DepthFlow of(LeadingOrder theory) {
    return of(theory, layer -> Optional.empty());
  }

  /** With u4 where it is defined; takes up to some seconds a layer. */
  public static DepthFlow withCouplings(LeadingOrder theory) {
    return of(theory, layer -> CouplingIntegrals.of(layer.ensemble(), layer.points(), false));
  }

  private static DepthFlow of(
      LeadingOrder theory, Function<LeadingOrder, Optional<CouplingIntegrals>> integrals) {
    return new DepthFlow(
        theory.ensemble(),
        IntStream.rangeClosed(1, theory.layers().size())
            .parallel()
            .mapToObj(theory::ofDepth)
            .map(layer -> LayerCouplings.of(layer, integrals.apply(layer)))
            .toList());
  }
}
