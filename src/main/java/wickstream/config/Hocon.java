package wickstream.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HOCON that reaches nothing beyond its own text: no includes, no environment, no system
 * properties. What the parser refuses is said in one line.
 */
final class Hocon {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern COMMENT = Pattern.compile("\\s*(#|//)");
  private static final Pattern ADVICE =
      Pattern.compile("(?s)( \\((if you|use quoted|Reserved)|, or you may be able to).*");

  /** What the defaults are called, as no file is. */
  static final String DEFAULTS = "defaults of the program";

  private final SettingOrigins places;

  /**
   * @param source what messages call the text that is read
   */
  Hocon(String source) {
    this.places = new SettingOrigins(source);
  }

  /** The text as a tree whose substitutions are not yet resolved. */
  Config parse(String text, String source) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(source)
            .setIncluder(new NoIncludes(text, source));
    try {
      return ConfigFactory.parseString(text, options);
    } catch (ConfigException e) {
      throw refused(e, source);
    }
  }

  /** The tree with its substitutions resolved from itself alone. */
  private ConfigObject resolve(Config tree, String source) {
    try {
      return tree.resolve(ConfigResolveOptions.noSystem()).root();
    } catch (ConfigException e) {
      throw refused(e, source);
    }
  }

  /**
   * Reads settings laid over defaults, which say what keys there may be.
   *
   * @throws InvalidConfiguration with the place of what is wrong
   */
  <T> T read(Config settings, ConfigObject defaults, String source, Function<Setting, T> reader) {
    ConfigObject root = resolve(settings.withFallback(defaults), source);
    try {
      KnownKeys.of(defaults).check(root);
      return reader.apply(new Setting("", root));
    } catch (InvalidConfiguration e) {
      throw e.at(places.of(root, e.path()));
    }
  }

  /** Whether something comes from the defaults. */
  static boolean isDefault(ConfigOrigin origin) {
    return origin.description().startsWith(DEFAULTS);
  }

  /** The commented defaults that come with the program. */
  static String defaults(String resource) {
    try (InputStream in = Hocon.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InvalidConfiguration refused(ConfigException e, String source) {
    String place = e.origin() == null ? source : places.of(e.origin());
    return new InvalidConfiguration("", reason(e)).at(place);
  }

  private static String reason(ConfigException e) {
    if (e instanceof ConfigException.UnresolvedSubstitution) {
      Matcher substitution = SUBSTITUTION.matcher(e.getMessage());
      return "%s %s"
          .formatted(
              substitution.find() ? substitution.group() : "a substitution",
              e.getMessage().contains("cycle") ? "refers to itself" : "is not defined here");
    }
    String reason = e.getMessage();
    if (e.origin() != null && reason.startsWith(e.origin().description() + ": ")) {
      reason = reason.substring(e.origin().description().length() + 2);
    }
    return "not valid HOCON: " + plain(reason);
  }

  /** The parser's reason without its advice on quoting and its own vocabulary. */
  private static String plain(String reason) {
    if (reason.contains("has type LIST")) {
      return "a list where campaign { ... } should be";
    }
    if (reason.contains("JSON does not allow unescaped newline")) {
      return "a quoted text is not closed on its line";
    }
    if (reason.contains("xpecting a close parentheses")) {
      return "a { is not closed";
    }
    String plain = ADVICE.matcher(reason).replaceFirst("").replaceFirst("(wrong )?token: ?", "");
    return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
  }

  /** Refuses every kind of include. */
  private record NoIncludes(String text, String source)
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      throw refused(what.getName());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw refused(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw refused(what);
    }

    private InvalidConfiguration refused(String what) {
      String[] lines = text.split("\\R", -1);
      int line = 0;
      while (line < lines.length && !mentions(lines[line], what)) {
        line++;
      }
      return new InvalidConfiguration("", "include \"%s\" is not allowed".formatted(what))
          .at(line < lines.length ? source + ":" + (line + 1) : source);
    }

    private static boolean mentions(String line, String what) {
      return !COMMENT.matcher(line).lookingAt() && line.contains("include") && line.contains(what);
    }
  }
}
