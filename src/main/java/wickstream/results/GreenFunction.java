package wickstream.results;

import java.util.List;
import java.util.OptionalDouble;
import wickstream.statistics.Estimate;

/**
 * A measured Green function G⁽ⁿ⁾ of one multiset of points. NaN stands for what cannot be had.
 *
 * @param order n
 * @param indices the points, sorted
 * @param green G⁽ⁿ⁾
 * @param free G0⁽ⁿ⁾
 * @param deviation ΔG⁽ⁿ⁾, whose standard error is that of G⁽ⁿ⁾
 * @param normalised ΔG⁽ⁿ⁾/G0⁽ⁿ⁾
 * @param coupling u4 or u6 of this multiset, with its standard error; NaN for n = 2
 * @param connected the connected function of this multiset: G⁽²⁾, G_c⁽⁴⁾ = ΔG⁽⁴⁾, or G_c⁽⁶⁾ = ΔG⁽⁶⁾
 *     − Σ_15 K(pair) ΔG⁽⁴⁾(quad)
 * @param couplingExact the exact coupling of this multiset, where the oracle has it
 * @param couplingTheory the same to leading order in 1/N, where there is a theory
 * @param connectedExact the exact connected function of this multiset, where the oracle has it
 * @param connectedTheory the same to leading order in 1/N, where there is a theory
 */
public record GreenFunction(
    int order,
    List<Integer> indices,
    Estimate green,
    double free,
    double deviation,
    double normalised,
    Estimate coupling,
    Estimate connected,
    OptionalDouble couplingExact,
    OptionalDouble couplingTheory,
    OptionalDouble connectedExact,
    OptionalDouble connectedTheory) {

  public GreenFunction {
    indices = List.copyOf(indices);
  }

  /** A Green function beside which nothing is known. */
  public GreenFunction(
      int order,
      List<Integer> indices,
      Estimate green,
      double free,
      double deviation,
      double normalised,
      Estimate coupling,
      Estimate connected) {
    this(
        order,
        indices,
        green,
        free,
        deviation,
        normalised,
        coupling,
        connected,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
