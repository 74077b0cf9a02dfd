package wickstream.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wickstream.results.Fit;

/** The powers fitted to a campaign: one row for each quantity and what it was fitted against. */
final class FitTable {
  private FitTable() {}

  /** The table with an empty line below it; nothing without fits. */
  static List<String> lines(List<Fit> fits) {
    if (fits.isEmpty()) {
      return List.of();
    }
    Table table =
        new Table("power of", "in", "fit ± error", "predicted", "exact", "chi2/dof", "shards");
    Set<String> seen = new HashSet<>();
    for (Fit fit : fits) {
      // Of the whole grid, which comes first.
      if (seen.add(fit.quantity() + fit.variable())) {
        table.row(
            name(fit.variable()),
            fit.quantity(),
            ValueText.withError(fit.exponent(), fit.standardError()),
            fit.predicted().isPresent() ? ValueText.plain(fit.predicted().getAsDouble()) : "-",
            ValueText.number(fit.exact().orElse(Double.NaN)),
            fit.points() == 0
                ? "-"
                : "%s/%d".formatted(Math.round(fit.chiSquare()), fit.degreesOfFreedom()),
            fit.leftOut() == 0
                ? Integer.toString(fit.points())
                : "%d of %d".formatted(fit.points(), fit.points() + fit.leftOut()));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    return lines;
  }

  private static String name(String variable) {
    return variable.equals("width") ? "N" : "sigma_W";
  }
}
