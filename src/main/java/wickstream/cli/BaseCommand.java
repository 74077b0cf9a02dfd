package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What every command has: {@code --help}, {@code --version} and an exit code. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class BaseCommand implements Callable<Integer> {}
