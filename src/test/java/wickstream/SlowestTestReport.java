package wickstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints which tests of a build took longest, of those in directories of reports. Started by the
 * build, from its source.
 */
final class SlowestTestReport {
  private static final int SHOWN = 10;

  private SlowestTestReport() {}

  private record Slow(double seconds, String name) {}

  public static void main(String[] directories) throws Exception {
    Map<String, List<Slow>> groups = new TreeMap<>();
    for (String directory : directories) {
      Path reports = Path.of(directory);
      if (Files.isDirectory(reports)) {
        groups.put(reports.getFileName().toString(), tests(reports));
      }
    }
    List<Slow> all = groups.values().stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return;
    }
    groups.forEach(
        (group, tests) ->
            System.out.printf(
                Locale.ROOT,
                "%s: %d tests, %.0f s, one after the other%n",
                group,
                tests.size(),
                tests.stream().mapToDouble(Slow::seconds).sum()));
    System.out.println("The slowest tests, in seconds:");
    all.stream()
        .sorted(Comparator.comparingDouble(Slow::seconds).reversed())
        .limit(SHOWN)
        .forEach(
            test -> System.out.printf(Locale.ROOT, "%7.1f  %s%n", test.seconds(), test.name()));
  }

  private static List<Slow> tests(Path reports) throws Exception {
    List<Slow> tests = new ArrayList<>();
    for (Path report : reports(reports)) {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        String inClass = test.getAttribute("classname").replaceFirst("^.*\\.", "");
        tests.add(
            new Slow(
                Double.parseDouble(test.getAttribute("time").replace(",", "")),
                inClass + "." + test.getAttribute("name")));
      }
    }
    return tests;
  }

  private static List<Path> reports(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
    }
  }
}
