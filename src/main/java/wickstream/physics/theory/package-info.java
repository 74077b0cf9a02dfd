/**
 * Theory to leading order in 1/N of networks of any depth: how the covariance of a layer's units is
 * distributed about its limit.
 */
package wickstream.physics.theory;
