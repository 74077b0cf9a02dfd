/**
 * Theory to leading order in 1/N of networks of any depth: how the covariance of a layer's units is
 * distributed about its limit, and what follows for networks whose readout is trained.
 */
package wickstream.physics.theory;
