package wickstream.cli;

import picocli.CommandLine.IVersionProvider;
import wickstream.config.Program;

/** The version of this program, for {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"wickstream " + Program.version()};
  }
}
