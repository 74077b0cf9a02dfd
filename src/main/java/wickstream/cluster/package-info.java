/** The nodes of a cluster: who belongs to it, and how bags are measured on free cores. */
package wickstream.cluster;
