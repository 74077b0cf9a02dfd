package wickstream.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings and errors go to standard error, so that standard output stays for results. Set up here
 * because reading the same from XML takes a good part of the start. A file logback-test.xml on the
 * class path goes first, and one that the system property logback.configurationFile names.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String CONFIG_FILE_PROPERTY = "logback.configurationFile";
  private static final String PLAIN = "PLAIN";

  /** For the service loader. */
  public Logging() {}

  /**
   * From now on the log also says what a daemon does, not only what goes wrong, unless a file of
   * the user's says what is logged.
   *
   * @param asJson whether each line is a JSON object
   */
  static void ofDaemon(boolean asJson) {
    if (isConfigured() || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.getLogger("wickstream").setLevel(Level.INFO);
    if (asJson) {
      JsonEncoder encoder = new JsonEncoder();
      encoder.setWithFormattedMessage(true);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithContext(false);
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .addAppender(standardError("JSON", context, encoder));
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(PLAIN);
    }
  }

  private static boolean isConfigured() {
    return System.getProperty(CONFIG_FILE_PROPERTY) != null;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (isConfigured() || getClass().getResource("/logback-test.xml") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern("%d{HH:mm:ss} %-5level %msg%n");
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(standardError(PLAIN, context, encoder));
    // It warns for every file that writing is in alpha.
    context.getLogger("io.jhdf").setLevel(Level.ERROR);
    // The code that opens the database reports a missing library itself, in one line.
    context.getLogger("org.sqlite.SQLiteJDBCLoader").setLevel(Level.OFF);
    // pekko-discovery has another version on purpose; a test allows no other exception.
    context.getLogger("org.apache.pekko.util.ManifestInfo").setLevel(Level.ERROR);
    // Nodes of a cluster report in their own words who joins and leaves.
    context.getLogger("org.apache.pekko.stream.Materializer").setLevel(Level.ERROR);
    context.getLogger("org.apache.pekko.remote").setLevel(Level.ERROR);
    context.getLogger("org.apache.pekko.cluster").setLevel(Level.ERROR);
    // The code that binds a port reports itself, in one line, that it is taken.
    context.getLogger("org.apache.pekko.io.TcpListener").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Appender<ILoggingEvent> standardError(
      String name, LoggerContext context, EncoderBase<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName(name);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
