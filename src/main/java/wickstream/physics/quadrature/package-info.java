/**
 * Numerical integration: panels, rules, and the integrals that turn connected functions into
 * couplings.
 */
package wickstream.physics.quadrature;
