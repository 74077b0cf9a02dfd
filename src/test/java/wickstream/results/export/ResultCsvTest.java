package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.persistence.Samples;

/** The text of results.csv and greens.csv is the same on every JDK, to the last digit. */
@Tag("bits")
final class ResultCsvTest {
  @Test
  void writesOneRowAShard() throws IOException {
    StringWriter out = new StringWriter();
    ResultCsv.writeShards(Samples.campaign(), out);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .isEqualTo(
            "campaign,seed,shard,activation,dIn,dOut,width,sigmaW,sigmaB,cutoff,estimator,verdict,reason,"
                + "bags,networks,networksNeeded,networksNeededIs,"
                + "varianceOfVariance,tailShape,weightMean,effectiveSampleSize,"
                + "u4,u4StandardError,u4Low,u4High,u4Exact,"
                + "u6,u6StandardError,u6Low,u6High,"
                + "m4,m4StandardError,m4Low,m4High,m4Exact,m4Theory,"
                + "connected4,connected4StandardError,connected4Low,connected4High,connected4Exact");
    assertThat(lines.get(1))
        .isEqualTo(
            "sample,42,00ff,gauss,1,1,5,1.5,0.5,,tilted,converged,"
                + "\"standard error 0.1, \"\"allowed\"\" 0.2\","
                + "20,20000,,,1.2E-4,0.21,1.001,14210.0,"
                + "-0.1,2.0E23,8.41E21,1.0E23,5.684341886080802E-14,"
                + "4.9E-324,9.007199254740992E15,1.0E7,0.001,"
                + "0.5,0.25,0.0,1.0,0.75,1.0,"
                + "1.5,0.5,0.0,3.0,2.0");
    assertThat(lines.get(2))
        .isEqualTo(
            "sample,42,0100,relu,1,1,7,1.5,0.0,50.0,conditional,budget-exhausted,nothing,"
                + "0,0,1.0E300,lower bound,,,,,"
                + ",,,,-1.0"
                + ",".repeat(15));
    assertThat(lines).allMatch(line -> columns(line) == columns(lines.get(0)));
  }

  /** Fields of a line; the quoted one of these samples holds one comma. */
  private static long columns(String line) {
    return 1 + line.replace("0.1, \"\"", "").chars().filter(c -> c == ',').count();
  }

  @Test
  void writesOneRowAMultiset() throws IOException {
    StringWriter out = new StringWriter();
    ResultCsv.writeGreens(Samples.campaign(), out);
    assertThat(out)
        .hasToString(
            """
            shard,width,sigmaW,order,indices,x1,x2,x3,x4,x5,x6,value,standardError,free,deviation,normalised,u,connected,connectedStandardError,uStandardError,uExact,uTheory,connectedExact,connectedTheory
            00ff,5,1.5,4,0 0 1 1,0.5,0.5,1.0,1.0,,,0.3333333333333333,0.25,0.0,0.3333333333333333,,-0.0,0.3333333333333333,0.25,0.5,-0.0625,,0.375,
            """);
  }

  /** Terms that a vertex does not have are empty. */
  @Test
  void writesOneRowAFittedVertex() throws IOException {
    StringWriter out = new StringWriter();
    ResultCsv.writeVertices(Samples.campaign(), out);
    assertThat(out)
        .hasToString(
            """
            shard,width,sigmaW,terms,weighting,local,localStandardError,localLow,localHigh,localExact,localTheory,quadratic,quadraticStandardError,quadraticLow,quadraticHigh,quadraticExact,quadraticTheory,nonLocal,nonLocalStandardError,nonLocalLow,nonLocalHigh,nonLocalExact,nonLocalTheory,unexplained,unexplainedStandardError,unexplainedLow,unexplainedHigh,unexplainedExact,unexplainedTheory,heldOut,heldOutStandardError,heldOutLow,heldOutHigh,heldOutExact,heldOutTheory,chiSquare,degreesOfFreedom,blocks,probability
            00ff,5,1.5,local,equal,-2.0,0.5,-4.0,0.0,-1.5,,,,,,,,,,,,,,0.5,0.25,0.0,1.0,,,0.5,0.25,0.0,1.0,,,,0,96,
            00ff,5,1.5,local,covariance,-2.0,0.5,-4.0,0.0,-1.5,,,,,,,,,,,,,,0.5,0.25,0.0,1.0,,,0.5,0.25,0.0,1.0,,,7.25,5,96,0.375
            """);
  }
}
