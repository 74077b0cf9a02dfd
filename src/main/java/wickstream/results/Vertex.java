package wickstream.results;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.physics.VertexTerm;
import wickstream.statistics.Bonferroni;
import wickstream.statistics.Estimate;
import wickstream.statistics.NumberText;

/**
 * What the quartic vertex of a shard is: several models, each fitted twice.
 *
 * @param fits model by model, each with equal weights and, where there are blocks, with those of
 *     the covariance
 * @param isTrusted whether anything vouches for the errors
 */
public record Vertex(List<VertexFit> fits, boolean isTrusted) {
  /** If one model were tested, a smaller probability of so large a χ² would rule it out. */
  private static final double MIN_PROBABILITY = 1e-3;

  public Vertex {
    fits = List.copyOf(fits);
  }

  /** The fit of a vertex that is made of some terms. */
  public Optional<VertexFit> fit(List<VertexTerm> terms, VertexFit.Weights weights) {
    return fits.stream()
        .filter(fit -> fit.terms().equals(terms) && fit.weights() == weights)
        .findFirst();
  }

  /** One sentence for a physicist: whether the vertex is local, and what is if it is not. */
  public String statement() {
    VertexFit local = local();
    if (!local.unexplained().isKnown()) {
      return "there are too few blocks of networks to tell whether the vertex is local";
    }
    String found = "a local vertex leaves %s of G_c4 unexplained".formatted(left(local));
    if (!isTrusted) {
      return found + ", but nothing vouches for these errors";
    }
    if (!isTested(local)) {
      return found + "; there are too few blocks to test it";
    }
    return isRuledOut(local)
        ? found + " and is ruled out" + why(local) + instead()
        : found + " and is compatible with the networks" + why(local);
  }

  private VertexFit local() {
    return fit(List.of(VertexTerm.LOCAL), VertexFit.Weights.EQUAL).orElseThrow();
  }

  private String instead() {
    return others()
        .filter(fit -> isTested(fit) && !isRuledOut(fit))
        .findFirst()
        .map(
            fit ->
                "; %s leaves %s and is compatible with them%s"
                    .formatted(fit.model(), left(fit), why(fit)))
        .orElseGet(this::least);
  }

  /** The other vertex that leaves the least, if that is clearly less than a local one does. */
  private String least() {
    return others()
        .filter(fit -> isTested(fit) && fit.unexplained().isKnown())
        .min(Comparator.comparingDouble(fit -> fit.unexplained().value()))
        .map(
            fit ->
                isClearlyLess(fit)
                    ? "; so are the others, of which %s leaves the least: %s"
                        .formatted(fit.model(), left(fit))
                    : "; so are the others")
        .orElse("");
  }

  private boolean isClearlyLess(VertexFit fit) {
    MeasuredValue least = fit.unexplained();
    MeasuredValue local = local().unexplained();
    double error = Math.max(local.standardError(), least.standardError());
    return new Estimate(local.value() - least.value(), error).isClearOfZero();
  }

  private Stream<VertexFit> others() {
    return fits.stream()
        .filter(fit -> fit.weights() == VertexFit.Weights.EQUAL && fit.terms().size() > 1);
  }

  private Optional<VertexFit> test(VertexFit of) {
    return fit(of.terms(), VertexFit.Weights.COVARIANCE);
  }

  private boolean isTested(VertexFit of) {
    return test(of).filter(fit -> Double.isFinite(fit.chiSquare())).isPresent();
  }

  private boolean isRuledOut(VertexFit of) {
    double level = new Bonferroni(VertexTerm.models().size()).level(MIN_PROBABILITY);
    return test(of).orElseThrow().probability() < level;
  }

  private String why(VertexFit of) {
    VertexFit test = test(of).orElseThrow();
    return " (χ² = %s for %d degrees of freedom)"
        .formatted(NumberText.brief(test.chiSquare()), test.degreesOfFreedom());
  }

  private static String left(VertexFit fit) {
    return NumberText.measured(
            100 * fit.unexplained().value(), 100 * fit.unexplained().standardError())
        + " %";
  }
}
