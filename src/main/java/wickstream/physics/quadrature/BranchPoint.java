package wickstream.physics.quadrature;

import wickstream.numeric.Panel;

/** A pair of complex conjugate singularities real ± i·height of an integrand. */
public record BranchPoint(double real, double height) {
  /**
   * Whether they are at least one panel length away from a panel: then a Gauss-Legendre rule of n
   * nodes there converges like 4.2^{−2n} or faster.
   */
  public boolean isFarFrom(Panel panel) {
    double gap = panel.gap(real);
    return gap * gap + height * height >= panel.length() * panel.length();
  }
}
