/**
 * The queue of campaigns that a daemon runs, and what it keeps of them between one start and the
 * next.
 */
package wickstream.daemon;
