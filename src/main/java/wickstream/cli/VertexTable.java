package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wickstream.campaign.CampaignPlan;
import wickstream.config.BadInput;
import wickstream.config.ProgramInfo;
import wickstream.physics.InputPoints;
import wickstream.physics.VertexTerm;
import wickstream.physics.exact.Theory;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.results.Vertex;
import wickstream.results.VertexFit;
import wickstream.results.VertexFits;
import wickstream.results.export.ResultColumn;
import wickstream.sampling.Shard;
import wickstream.statistics.NumberText;

/** Fitted vertices of shards: as a table, as a JSON object, and as rows of a file. */
final class VertexTable {
  private static final String SCHEMA = "wickstream-vertex/1";

  private final List<OfShard> shards;
  private final boolean isMeasured;

  private VertexTable(List<OfShard> shards, boolean isMeasured) {
    this.shards = shards;
    this.isMeasured = isMeasured;
  }

  /** Of shards with a vertex. */
  static VertexTable measured(List<ShardResult> shards) {
    return new VertexTable(
        shards.stream()
            .map(
                shard -> {
                  Vertex vertex = shard.vertex().orElseThrow();
                  double sigmaW = shard.ensemble().sigmaW();
                  return new OfShard(shard.width(), sigmaW, vertex.fits(), vertex.statement());
                })
            .toList(),
        true);
  }

  /** Of the exact values of a campaign, or of theory. */
  static VertexTable known(CampaignPlan plan) {
    return new VertexTable(plan.shards().stream().map(shard -> known(plan, shard)).toList(), false);
  }

  private static OfShard known(CampaignPlan plan, Shard shard) {
    double sigmaW = shard.ensemble().sigmaW();
    List<VertexFit> fits = known(plan.theory(sigmaW), shard.points(), shard.width());
    return new OfShard(shard.width(), sigmaW, fits, "");
  }

  /** Fits to what is known at some points, with equal weights. */
  static List<VertexFit> known(Theory theory, InputPoints points, int width) {
    VertexFits fits =
        theory
            .vertexTerms()
            .flatMap(terms -> VertexFits.at(points, terms))
            .orElseThrow(
                () ->
                    new BadInput(
                        "campaign must have a u4 that is defined at two points or more, has none: see wickstream explain u4"));
    VertexFits.Known known =
        new VertexFits.Known(
            theory.eachExactConnected4(width), theory.eachLeadingConnected4(width));
    if (known.exact().isEmpty() && known.theory().isEmpty()) {
      throw new BadInput(
          "campaign has neither exact values nor a theory at sigma-w = %s: see wickstream exact"
              .formatted(ValueText.plain(theory.ensemble().sigmaW())));
    }
    return fits.known(known);
  }

  /** The exact number, or else that of theory. */
  static double known(MeasuredValue value) {
    return value.exact().orElseGet(() -> value.theory().map(TheoryValue::value).orElse(Double.NaN));
  }

  /** The tables, and below them what they say of each shard. */
  List<String> lines() {
    if (!isMeasured) {
      return known().lines();
    }
    List<String> lines = new ArrayList<>(shares().lines());
    lines.add("");
    lines.addAll(coefficients().lines());
    lines.add("");
    for (OfShard shard : shards) {
      lines.add(
          "N = %d, sigma_W = %s: %s"
              .formatted(shard.width, ValueText.plain(shard.sigmaW), shard.statement));
    }
    return lines;
  }

  /** How well vertices describe what was measured, and whether they are compatible with it. */
  private Table shares() {
    Table table =
        new Table(
            "N",
            "sigma_W",
            "vertex",
            "unexplained",
            "exact",
            "held out",
            "exact",
            "chi2/dof",
            "probability");
    for (OfShard shard : shards) {
      for (VertexFit fit : shard.fits(VertexFit.Weights.EQUAL)) {
        VertexFit test = shard.test(fit);
        table.row(
            cells(
                shard,
                Stream.of(
                    name(fit),
                    measured(fit.unexplained()),
                    beside(fit.unexplained()),
                    measured(fit.heldOut()),
                    beside(fit.heldOut()),
                    Double.isNaN(test.chiSquare())
                        ? "-"
                        : "%s/%d"
                            .formatted(NumberText.brief(test.chiSquare()), test.degreesOfFreedom()),
                    Double.isNaN(test.probability())
                        ? "-"
                        : NumberText.brief(test.probability()))));
      }
    }
    return table;
  }

  private Table coefficients() {
    Table table =
        new Table("N", "sigma_W", "vertex", "weighting", "local", "quadratic", "nonLocal");
    for (OfShard shard : shards) {
      for (VertexFit fit : shard.fits) {
        Stream<String> coefficients =
            VertexTerm.labels().stream().map(term -> measured(fit.coefficients().get(term)));
        table.row(
            cells(shard, Stream.concat(Stream.of(name(fit), fit.weights().label()), coefficients)));
      }
    }
    return table;
  }

  /** What a vertex has beside the local term. */
  static String name(VertexFit fit) {
    return switch (fit.terms().size()) {
      case 1 -> "local";
      case 2 -> "+ " + fit.terms().get(1).label();
      default -> "+ both";
    };
  }

  private static String measured(MeasuredValue value) {
    return value == null ? "" : ValueText.withError(value.value(), value.standardError());
  }

  private static String beside(MeasuredValue value) {
    return ValueText.beside(value.value(), value.standardError(), known(value));
  }

  private Table known() {
    Table table =
        new Table(
            "N", "sigma_W", "vertex", "local", "quadratic", "nonLocal", "unexplained", "held out");
    for (OfShard shard : shards) {
      for (VertexFit fit : shard.fits) {
        Stream<String> coefficients =
            VertexTerm.labels().stream()
                .map(fit.coefficients()::get)
                .map(value -> value == null ? "" : ValueText.number(known(value)));
        Stream<String> shares =
            Stream.of(fit.unexplained(), fit.heldOut())
                .map(value -> ValueText.number(known(value)));
        table.row(
            cells(
                shard,
                Stream.of(Stream.of(name(fit)), coefficients, shares).flatMap(cells -> cells)));
      }
    }
    return table;
  }

  private static String[] cells(OfShard shard, Stream<String> others) {
    Stream<String> place = Stream.of(Integer.toString(shard.width), ValueText.plain(shard.sigmaW));
    return Stream.concat(place, others).toArray(String[]::new);
  }

  /** Everything as one object. */
  Fields object() {
    return new Fields()
        .with("schema", SCHEMA)
        .with("version", ProgramInfo.version())
        .with("shards", shards.stream().map(OfShard::object).toList());
  }

  /** One row a shard and fit. */
  List<Fields> rows() {
    return shards.stream()
        .flatMap(shard -> shard.fits.stream().map(fit -> shard.place().with(fields(fit))))
        .toList();
  }

  private static Fields fields(VertexFit fit) {
    Fields fields = new Fields();
    ResultColumn.OF_VERTEX.forEach(column -> fields.with(column.name(), column.value().apply(fit)));
    return fields;
  }

  private record OfShard(int width, double sigmaW, List<VertexFit> fits, String statement) {
    List<VertexFit> fits(VertexFit.Weights weights) {
      return fits.stream().filter(fit -> fit.weights() == weights).toList();
    }

    /** The fit of the same vertex that tests it. */
    VertexFit test(VertexFit of) {
      return fits(VertexFit.Weights.COVARIANCE).stream()
          .filter(fit -> fit.terms().equals(of.terms()))
          .findFirst()
          .orElseThrow();
    }

    Fields place() {
      return new Fields().with("width", width).with("sigmaW", sigmaW);
    }

    Map<String, Object> object() {
      return place()
          .with("statement", statement.isEmpty() ? null : statement)
          .with("fits", fits.stream().map(VertexTable::fields).map(Fields::map).toList())
          .map();
    }
  }
}
