/** Moments of one hidden unit from the covariance of its pre-activations alone. */
package wickstream.physics.moments;
