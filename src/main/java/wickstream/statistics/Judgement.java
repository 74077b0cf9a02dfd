package wickstream.statistics;

import java.util.Optional;

/**
 * What the stopping rule found and decided.
 *
 * @param assessment what is known of the target; empty if it was too early to ask
 * @param verdict what follows
 */
public record Judgement(Optional<Assessment> assessment, Verdict verdict) {}
