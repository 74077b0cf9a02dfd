/**
 * The physics of random neural networks as quantum fields: ensembles, kernels, Wick's theorem, the
 * couplings' integrals, and the oracle of exact correlators and couplings. Pure functions and
 * immutable values; whatever depends on the width N does so through a factor that is left out.
 */
package wickstream.physics;
