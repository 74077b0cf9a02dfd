package wickstream.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wickstream.config.DecimalNumber;
import wickstream.config.InvalidConfiguration;

/** Reads the real numbers of options as campaign files are read. */
final class Decimal implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    try {
      return new DecimalNumber(text.strip()).value();
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "must be %s, was %s".formatted(e.getMessage(), InvalidConfiguration.shown(text)));
    }
  }
}
