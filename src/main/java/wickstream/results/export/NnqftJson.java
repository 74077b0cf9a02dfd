package wickstream.results.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import wickstream.physics.Activation;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * The quartic couplings u4 of a campaign as the public code that accompanies arXiv 2212.11811 keeps
 * them, so that its scripts can go on from ours: a file {@code gauss_lambda_mean_sw_N.json} that
 * holds {@code {"5": {"1.0": [mean, std], …}, …}} by N and σ_W.
 *
 * <p>What is called std there is the standard deviation over bags of networks. Here it is the
 * standard error of the mean.
 */
public final class NnqftJson {
  /** From this power of ten on Python writes an exponent. */
  private static final int LARGE_EXPONENT = 16;

  private static final int SMALL_EXPONENT = -5;

  private NnqftJson() {}

  /**
   * Writes the file of the campaign's activation into a directory, which need not exist yet,
   * replacing what is there. Shards without a u4 and its error are left out.
   *
   * @return the file
   */
  public static Path write(CampaignResult result, Path directory) throws IOException {
    Map<String, Map<String, List<Double>>> couplings = new LinkedHashMap<>();
    for (ShardResult shard : result.shards()) {
      MeasuredValue u4 = shard.couplings().get("u4");
      if (u4 != null && Double.isFinite(u4.value()) && Double.isFinite(u4.standardError())) {
        couplings
            .computeIfAbsent(Integer.toString(shard.width()), width -> new LinkedHashMap<>())
            .put(python(shard.ensemble().sigmaW()), List.of(u4.value(), u4.standardError()));
      }
    }
    Files.createDirectories(directory);
    String name = name(result.config().activation()) + "_lambda_mean_sw_N.json";
    Path file = directory.resolve(name);
    JsonFile.write(file, couplings);
    return file;
  }

  /** As the public code calls its files; a formula is no name of one. */
  private static String name(Activation activation) {
    return activation.isOwnFormula() ? "formula" : activation.label();
  }

  /** A finite number above 0 as Python's {@code repr} has it. */
  static String python(double number) {
    BigDecimal decimal = new BigDecimal(NumberOutput.toString(number, true)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent > SMALL_EXPONENT && exponent < LARGE_EXPONENT) {
      return decimal.scale() > 0 ? decimal.toPlainString() : decimal.toPlainString() + ".0";
    }
    String digits = decimal.unscaledValue().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return String.format(Locale.ROOT, "%s%se%+03d", digits.charAt(0), fraction, exponent);
  }
}
