package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.persistence.Samples;

/** The text of results.json is the same on every JDK, to the last digit. */
@Tag("bits")
final class ResultJsonTest {
  private static final String SHARDS =
      """
        "shards" : [
          {
            "shard" : "00ff",
            "activation" : "gauss",
            "dIn" : 1,
            "dOut" : 1,
            "width" : 5,
            "sigmaW" : 1.5,
            "sigmaB" : 0.5,
            "cutoff" : null,
            "estimator" : "tilted",
            "verdict" : "converged",
            "reason" : "standard error 0.1, \\"allowed\\" 0.2",
            "bags" : 20,
            "networks" : 20000,
            "networksNeeded" : null,
            "networksNeededIs" : null,
            "varianceOfVariance" : 1.2E-4,
            "tailShape" : 0.21,
            "weightMean" : 1.001,
            "effectiveSampleSize" : 14210.0,
            "couplings" : {
              "u4" : {"value":-0.1,"standardError":2.0E23,"low":8.41E21,"high":1.0E23,"confidence":0.95,"exact":5.684341886080802E-14,"theory":null},
              "u6" : {"value":4.9E-324,"standardError":9.007199254740992E15,"low":1.0E7,"high":0.001,"confidence":0.95,"exact":null,"theory":null}
            },
            "deviations" : {
              "m4" : {"value":0.5,"standardError":0.25,"low":0.0,"high":1.0,"confidence":0.95,"exact":0.75,"theory":{"value":1.0,"order":1}}
            },
            "connected" : {
              "connected4" : {"value":1.5,"standardError":0.5,"low":0.0,"high":3.0,"confidence":0.95,"exact":2.0,"theory":null}
            },
            "tails" : {
              "u4" : {"varianceOfVariance":1.2E-4,"tailShape":0.21,"heavy":false}
            },
            "constancy" : {
              "u4" : {"spread":0.125,"standardError":0.5,"exact":null,"resolution":1.0E-12,"hotelling":7.25,"directions":2,"blocks":96,"probability":null}
            },
            "greens" : [
              {"order":4,"indices":[0,0,1,1],"value":0.3333333333333333,"standardError":0.25,"free":0.0,"deviation":0.3333333333333333,"normalised":null,"u":-0.0,"connected":0.3333333333333333,"connectedStandardError":0.25,"uStandardError":0.5,"uExact":-0.0625,"uTheory":null,"connectedExact":0.375,"connectedTheory":null}
            ],
            "vertex" : {
              "statement" : "a local vertex leaves 50 ± 25 % of G_c4 unexplained and is compatible with the networks (χ² = 7.25 for 5 degrees of freedom)",
              "fits" : [
                {"terms":["local"],"weighting":"equal","coefficients":{"local":{"value":-2.0,"standardError":0.5,"low":-4.0,"high":0.0,"confidence":0.95,"exact":-1.5,"theory":null}},"unexplained":{"value":0.5,"standardError":0.25,"low":0.0,"high":1.0,"confidence":0.95,"exact":null,"theory":null},"heldOut":{"value":0.5,"standardError":0.25,"low":0.0,"high":1.0,"confidence":0.95,"exact":null,"theory":null},"chiSquare":null,"degreesOfFreedom":0,"blocks":96,"probability":null},
                {"terms":["local"],"weighting":"covariance","coefficients":{"local":{"value":-2.0,"standardError":0.5,"low":-4.0,"high":0.0,"confidence":0.95,"exact":-1.5,"theory":null}},"unexplained":{"value":0.5,"standardError":0.25,"low":0.0,"high":1.0,"confidence":0.95,"exact":null,"theory":null},"heldOut":{"value":0.5,"standardError":0.25,"low":0.0,"high":1.0,"confidence":0.95,"exact":null,"theory":null},"chiSquare":7.25,"degreesOfFreedom":5,"blocks":96,"probability":0.375}
              ]
            }
          },
          {
            "shard" : "0100",
            "activation" : "relu",
            "dIn" : 1,
            "dOut" : 1,
            "width" : 7,
            "sigmaW" : 1.5,
            "sigmaB" : 0.0,
            "cutoff" : 50.0,
            "estimator" : "conditional",
            "verdict" : "budget-exhausted",
            "reason" : "nothing",
            "bags" : 0,
            "networks" : 0,
            "networksNeeded" : 1.0E300,
            "networksNeededIs" : "lower bound",
            "varianceOfVariance" : null,
            "tailShape" : null,
            "weightMean" : null,
            "effectiveSampleSize" : null,
            "couplings" : {
              "u4" : {"value":null,"standardError":null,"low":null,"high":null,"confidence":0.95,"exact":-1.0,"theory":null}
            },
            "deviations" : { },
            "connected" : { },
            "tails" : { },
            "constancy" : { },
            "greens" : [ ]
          }
        ],
        "fits" : [ ],
        "remainders" : [
          {"quantity":"m4","sigmaW":1.5,"coefficient":null,"standardError":null,"chiSquare":null,"degreesOfFreedom":0,"points":1,"predicted":0.0,"shards":[{"shard":"00ff","width":5,"coefficient":-2.5,"standardError":1.25,"pull":null}]}
        ],
        "run" : {
          "threads" : 2,
          "kernel" : "scalar"
        }
      }
      """;

  private static String written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultJson.write(Samples.campaign(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesShardsAsTheyStandHere() throws IOException {
    assertThat(written()).endsWith(SHARDS.indent(0));
  }

  @Test
  void beginsWithWhatIdentifiesTheCampaign() throws IOException {
    assertThat(written())
        .startsWith(
            """
            {
              "schema" : "wickstream-results/1",
              "version" : "1.2.3",
              "campaign" : "sample",
              "seed" : 42,
              "configuration" : {
                "campaign" : {
                  "name" : "sample",
            """);
  }

  @Test
  void readsBackToTheSameBits() throws IOException {
    var u6 = new ObjectMapper().readTree(written()).at("/shards/0/couplings/u6");
    assertThat(u6.path("value").asDouble()).isEqualTo(Double.MIN_VALUE);
    assertThat(u6.path("standardError").asDouble()).isEqualTo(9007199254740992.0);
  }
}
