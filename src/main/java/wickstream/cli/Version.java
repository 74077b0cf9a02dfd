package wickstream.cli;

import picocli.CommandLine.IVersionProvider;
import wickstream.config.ProgramInfo;

/** The version of this program, for {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"wickstream " + ProgramInfo.version()};
  }
}
