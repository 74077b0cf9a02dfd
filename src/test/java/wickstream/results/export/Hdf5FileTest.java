package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.persistence.RandomTotals;
import wickstream.persistence.Samples;
import wickstream.results.CampaignResult;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredShard;
import wickstream.results.ShardResult;
import wickstream.statistics.Block;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Estimate;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/** An HDF5 file gives back what went in. */
@Tag("bits")
final class Hdf5FileTest {
  private static final CampaignResult CAMPAIGN = Samples.campaign();
  private static final Totals TOTALS =
      new RandomTotals(4, 2, 50).continued(Totals.startingAt("00ff", 0), 97);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("results.h5");
    Files.writeString(directory.resolve("results.h5.tmp"), "half a file ".repeat(100_000));
    Hdf5File.write(
        CAMPAIGN,
        List.of(
            new MeasuredShard(withPair(CAMPAIGN.shards().get(0)), TOTALS, List.of("m4", "weight")),
            new MeasuredShard(
                CAMPAIGN.shards().get(1), Totals.startingAt("0100", 0), List.of("m4"))),
        file);
  }

  /** The same result with a Green function of two points more. */
  private static ShardResult withPair(ShardResult shard) {
    GreenFunction pair =
        new GreenFunction(
            2,
            List.of(0, 1),
            new Estimate(0.5, 0.125),
            0.75,
            -0.25,
            -1.0 / 3,
            Estimate.NONE,
            new Estimate(0.5, 0.0625));
    return new ShardResult(
        shard.id(),
        shard.ensemble(),
        shard.width(),
        shard.estimator(),
        shard.verdict(),
        shard.bags(),
        shard.networks(),
        shard.tail(),
        shard.weightMean(),
        shard.effectiveSampleSize(),
        shard.couplings(),
        shard.deviations(),
        List.of(shard.greens().get(0), pair),
        shard.connected(),
        shard.tails(),
        shard.homogeneityTest(),
        List.of(),
        shard.vertex());
  }

  private static Object attribute(Node node, String name) {
    return node.getAttribute(name).getData();
  }

  private static Object data(Group group, String path) {
    return group.getDatasetByPath(path).getData();
  }

  @Test
  void leavesOneFileAndNothingOfAnEarlierAttempt() throws IOException {
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    assertThat(Files.size(file)).isLessThan(200_000);
  }

  @Test
  void saysWhatItIs() {
    try (HdfFile root = new HdfFile(file)) {
      assertThat(attribute(root, "schema")).isEqualTo("wickstream-hdf5/1");
      assertThat(attribute(root, "version")).isEqualTo("1.2.3");
      assertThat(attribute(root, "campaign")).isEqualTo(CAMPAIGN.config().name());
      assertThat(attribute(root, "seed")).isEqualTo(CAMPAIGN.config().seed());
      assertThat((String) data(root, "configuration"))
          .startsWith("{\n  \"campaign\" : {")
          .contains("\"sigma-w\" : [ 1.5 ]");
      assertThat(root.getChildren()).containsKeys("configuration", "00ff", "0100");
      assertThat(attribute(root, "sigmaB")).isEqualTo(CAMPAIGN.config().sigmaB());
      assertThat(attribute(root, "confidence")).isEqualTo(0.95);
    }
  }

  @Test
  void shardsHaveTheirNumbersAndTextsAsAttributes() {
    try (HdfFile root = new HdfFile(file)) {
      Node converged = root.getChild("00ff");
      assertThat(attribute(converged, "activation")).isEqualTo("gauss");
      assertThat(attribute(converged, "dIn")).isEqualTo(1);
      assertThat(attribute(converged, "dOut")).isEqualTo(1);
      assertThat(attribute(converged, "width")).isEqualTo(5);
      assertThat(attribute(converged, "sigmaW")).isEqualTo(1.5);
      assertThat(attribute(converged, "sigmaB")).isEqualTo(0.5);
      assertThat(attribute(converged, "cutoff")).isEqualTo(Double.NaN);
      assertThat(attribute(converged, "estimator")).isEqualTo("tilted");
      assertThat(attribute(converged, "verdict")).isEqualTo("converged");
      assertThat(data(root, "/00ff/reason")).isEqualTo("standard error 0.1, \"allowed\" 0.2");
      assertThat(attribute(converged, "bags")).isEqualTo(20L);
      assertThat(attribute(converged, "networks")).isEqualTo(20_000L);
      assertThat(attribute(converged, "networksNeeded")).isEqualTo(Double.NaN);
      assertThat(attribute(converged, "networksNeededIs")).isEqualTo("");
      assertThat(attribute(converged, "varianceOfVariance")).isEqualTo(1.2e-4);
      assertThat(attribute(converged, "tailShape")).isEqualTo(0.21);
      assertThat(attribute(converged, "weightMean")).isEqualTo(1.001);
      assertThat(attribute(converged, "effectiveSampleSize")).isEqualTo(14210.0);
      Node exhausted = root.getChild("0100");
      assertThat(attribute(exhausted, "cutoff")).isEqualTo(50.0);
      assertThat(attribute(exhausted, "networksNeeded")).isEqualTo(1e300);
      assertThat(attribute(exhausted, "networksNeededIs")).isEqualTo("lower bound");
    }
  }

  @Test
  void valuesStandBesideTheirNames() {
    try (HdfFile root = new HdfFile(file)) {
      Group couplings = (Group) root.getByPath("/00ff/couplings");
      assertThat(data(couplings, "name")).isEqualTo(new String[] {"u4", "u6"});
      assertThat(data(couplings, "value")).isEqualTo(new double[] {-0.1, Double.MIN_VALUE});
      assertThat(data(couplings, "standardError")).isEqualTo(new double[] {2e23, 0x1p53});
      assertThat(data(couplings, "low")).isEqualTo(new double[] {8.41e21, 1e7});
      assertThat(data(couplings, "high")).isEqualTo(new double[] {1e23, 1e-3});
      assertThat(data(couplings, "confidence")).isEqualTo(new double[] {0.95, 0.95});
      assertThat(data(couplings, "exact")).isEqualTo(new double[] {0x1p-44, Double.NaN});
      assertThat(data(root, "/00ff/deviations/name")).isEqualTo(new String[] {"m4"});
      assertThat(data(root, "/0100/couplings/low"))
          .isEqualTo(new double[] {Double.NEGATIVE_INFINITY});
    }
  }

  @Test
  void valuesStandInArraysOverTheGrid() {
    try (HdfFile root = new HdfFile(file)) {
      assertThat(data(root, "/N")).isEqualTo(new int[] {5, 7});
      assertThat(data(root, "/sigma_W")).isEqualTo(new double[] {1.5});
      assertThat(data(root, "/u4")).isEqualTo(new double[][] {{-0.1}, {Double.NaN}});
      assertThat(data(root, "/u4Exact")).isEqualTo(new double[][] {{0x1p-44}, {-1}});
      assertThat(data(root, "/u4High"))
          .isEqualTo(new double[][] {{1e23}, {Double.POSITIVE_INFINITY}});
      assertThat(data(root, "/networks")).isEqualTo(new double[][] {{20_000}, {0}});
      assertThat(data(root, "/verdict"))
          .isEqualTo(new String[][] {{"converged"}, {"budget-exhausted"}});
      assertThat(data(root, "/networksNeededIs")).isEqualTo(new String[][] {{""}, {"lower bound"}});
      assertThat(attribute(root.getChild("u4Exact"), "long_name"))
          .isEqualTo("exact quartic coupling");
      assertThat(attribute(root.getChild("N"), "CLASS")).isEqualTo("DIMENSION_SCALE");
      assertThat(root.getChildren())
          .as("what can be had nowhere")
          .doesNotContainKeys("m2", "u6Exact", "u4Mixed", "width", "sigmaW");
    }
  }

  @Test
  void greensStandInArraysOverMultisets() {
    try (HdfFile root = new HdfFile(file)) {
      assertThat(data(root, "/multiset")).isEqualTo(new String[] {"0 0 1 1", "0 1"});
      assertThat(data(root, "/order")).isEqualTo(new int[] {4, 2});
      assertThat(data(root, "/indices")).isEqualTo(new int[][] {{0, 0, 1, 1}, {0, 1, -1, -1}});
      assertThat(data(root, "/points")).isEqualTo(new double[][] {{0.5}, {1}});
      assertThat(data(root, "/green"))
          .isEqualTo(new double[][][] {{{1.0 / 3, 0.5}}, {{Double.NaN, Double.NaN}}});
      assertThat(data(root, "/connectedExact"))
          .isEqualTo(new double[][][] {{{0.375, Double.NaN}}, {{Double.NaN, Double.NaN}}});
    }
  }

  /** By the addresses of their coordinates, as netCDF wants it. */
  @Test
  void arraysReferToTheirDimensions() {
    try (HdfFile root = new HdfFile(file)) {
      Object[] references = (Object[]) attribute(root.getChild("u"), "DIMENSION_LIST");
      assertThat(references).hasSize(3);
      String[] names = {"N", "sigma_W", "multiset"};
      for (int i = 0; i < names.length; i++) {
        assertThat((long[]) references[i]).containsExactly(root.getChild(names[i]).getAddress());
        assertThat(root.getChild(names[i]).getAddress())
            .as("found before the groups are gone through")
            .isLessThan(root.getChild("00ff").getAddress());
      }
    }
  }

  @Test
  void greensHaveARowAMultiset() {
    try (HdfFile root = new HdfFile(file)) {
      Group greens = (Group) root.getByPath("/00ff/greens");
      assertThat(data(greens, "order")).isEqualTo(new int[] {4, 2});
      assertThat(data(greens, "indices")).isEqualTo(new int[][] {{0, 0, 1, 1}, {0, 1, -1, -1}});
      assertThat(data(greens, "value")).isEqualTo(new double[] {1.0 / 3, 0.5});
      assertThat(data(greens, "standardError")).isEqualTo(new double[] {0.25, 0.125});
      assertThat(data(greens, "free")).isEqualTo(new double[] {0, 0.75});
      assertThat(data(greens, "deviation")).isEqualTo(new double[] {1.0 / 3, -0.25});
      assertThat(data(greens, "normalised")).isEqualTo(new double[] {Double.NaN, -1.0 / 3});
      assertThat(data(greens, "u")).isEqualTo(new double[] {-0.0, Double.NaN});
      assertThat(data(greens, "uStandardError")).isEqualTo(new double[] {0.5, Double.NaN});
      assertThat(data(greens, "uExact")).isEqualTo(new double[] {-0.0625, Double.NaN});
    }
  }

  @Test
  void momentsOfAllBagsAndTails() {
    Sums sums = TOTALS.sums();
    List<CentralMoments> moments = sums.series();
    try (HdfFile root = new HdfFile(file)) {
      Group shard = (Group) root.getChild("00ff");
      assertThat(data(shard, "components/mean")).isEqualTo(sums.components().means());
      assertThat(data(shard, "components/squares")).isEqualTo(sums.components().squares());
      assertThat(data(shard, "series/name")).isEqualTo(new String[] {"m4", "weight"});
      assertThat(data(shard, "series/mean"))
          .isEqualTo(moments.stream().mapToDouble(CentralMoments::mean).toArray());
      assertThat(data(shard, "series/m2"))
          .isEqualTo(moments.stream().mapToDouble(CentralMoments::m2).toArray());
      assertThat(data(shard, "series/m3"))
          .isEqualTo(moments.stream().mapToDouble(CentralMoments::m3).toArray());
      assertThat(data(shard, "series/m4"))
          .isEqualTo(moments.stream().mapToDouble(CentralMoments::m4).toArray());
      assertThat(data(shard, "tails/m4/low")).isEqualTo(TOTALS.tail(0).low());
      assertThat(data(shard, "tails/weight/high")).isEqualTo(TOTALS.tail(1).high());
    }
  }

  @Test
  void blocksHaveARowEach() {
    List<Block> blocks = TOTALS.blocks();
    try (HdfFile root = new HdfFile(file)) {
      Group group = (Group) root.getByPath("/00ff/blocks");
      assertThat((long[]) data(group, "firstBag")).hasSize(49).startsWith(0, 2).endsWith(96);
      assertThat((long[]) data(group, "bags")).startsWith(2, 2).endsWith(1);
      assertThat((long[]) data(group, "networks")).startsWith(100, 100).endsWith(50);
      double[][] mean = (double[][]) data(group, "components/mean");
      double[][] squares = (double[][]) data(group, "components/squares");
      double[][] m3 = (double[][]) data(group, "series/m3");
      for (int b = 0; b < blocks.size(); b++) {
        Sums sums = blocks.get(b).sums();
        assertThat(mean[b]).isEqualTo(sums.components().means());
        assertThat(squares[b]).isEqualTo(sums.components().squares());
        assertThat(m3[b])
            .isEqualTo(sums.series().stream().mapToDouble(CentralMoments::m3).toArray());
      }
    }
  }

  @Test
  void nothingIsMadeUpForAShardWithoutBags() {
    try (HdfFile root = new HdfFile(file)) {
      Group shard = (Group) root.getChild("0100");
      assertThat(shard.getChildren()).containsOnlyKeys("reason", "couplings");
    }
  }

  @Test
  void anOldFileStaysWhenANewOneCannotBeWritten() throws IOException {
    Path other = Files.writeString(directory.resolve("other.h5"), "old");
    Files.createDirectory(directory.resolve("other.h5.tmp"));
    assertThatThrownBy(() -> Hdf5File.write(CAMPAIGN, List.of(), other))
        .isInstanceOf(IOException.class);
    assertThat(other).hasContent("old");
  }

  @Test
  void totalsBelongToTheirResult() {
    ShardResult result = CAMPAIGN.shards().get(0);
    assertThatThrownBy(() -> new MeasuredShard(result, Totals.startingAt("0100", 0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the totals beside the result of shard 00ff must be its own, were of shard 0100");
    assertThatThrownBy(() -> new MeasuredShard(result, TOTALS, List.of("m4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("each of the 2 series of shard 00ff must have a name, had [m4]");
  }

  @Test
  void vertexHoldsOneRowAFit() {
    try (HdfFile root = new HdfFile(file)) {
      Group vertex = (Group) root.getByPath("00ff/vertex");
      assertThat(data(vertex, "terms")).isEqualTo(new String[] {"local", "local"});
      assertThat(data(vertex, "weighting")).isEqualTo(new String[] {"equal", "covariance"});
      assertThat(data(vertex, "localExact")).isEqualTo(new double[] {-1.5, -1.5});
      assertThat(data(vertex, "chiSquare")).isEqualTo(new double[] {Double.NaN, 7.25});
      assertThat(data(vertex, "degreesOfFreedom")).isEqualTo(new double[] {0, 5});
    }
  }
}
