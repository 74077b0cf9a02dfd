package wickstream.campaign;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows to an actor system what the libraries of actors and streams have to say of themselves, and
 * hides what those of clusters and HTTP do: a campaign alone needs neither, and to read their
 * settings and set up their serializers takes a quarter of the time to its first bag.
 */
final class LocalResources extends ClassLoader {
  /** How libraries describe themselves. */
  private static final Set<String> OF_LIBRARIES = Set.of("reference.conf", "META-INF/MANIFEST.MF");

  private static final Pattern NEEDED =
      Pattern.compile("/pekko-(actor|actor-typed|stream|slf4j)_[^/]*\\.jar!");

  LocalResources() {
    super(LocalResources.class.getClassLoader());
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> all = super.getResources(name);
    if (!OF_LIBRARIES.contains(name)) {
      return all;
    }
    return Collections.enumeration(
        Collections.list(all).stream()
            .filter(resource -> NEEDED.matcher(resource.toString()).find())
            .toList());
  }
}
