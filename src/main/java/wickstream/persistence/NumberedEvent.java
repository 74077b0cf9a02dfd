package wickstream.persistence;

/**
 * An event of a campaign with its place among all of them.
 *
 * @param serial counts a campaign's events from 1
 * @param event what happened
 */
public record NumberedEvent(long serial, Event event) {}
