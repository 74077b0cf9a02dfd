/**
 * The nodes of a cluster: who belongs to it, and how bags are measured by whoever has free cores.
 */
package wickstream.cluster;
