/** The oracle: what is known of networks without sampling any, with its error bounds. */
package wickstream.physics.exact;
