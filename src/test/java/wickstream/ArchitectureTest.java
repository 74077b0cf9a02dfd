package wickstream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may depend on whom, as the table of packages in {@code src/README.md} says. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("wickstream");

  private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\|[^|]*\\|([^|]*)\\|");

  /** Of the language, of Java's library or of this program's API. */
  private static final DescribedPredicate<JavaClass> PUBLIC =
      describe(
          "public types",
          type ->
              type.getBaseComponentType().isPrimitive()
                  || type.getBaseComponentType().getPackageName().matches("java\\..*|wickstream"));

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  /** What the table of packages in {@code src/README.md} says: a package, and those it may use. */
  private static Map<String, List<String>> packages() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("src/README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String> used =
            Pattern.compile("[a-z.]+")
                .matcher(row.group(2))
                .results()
                .map(MatchResult::group)
                .toList();
        rows.put(row.group(1), used);
      }
    }
    return rows;
  }

  @Test
  void packagesUseOthersAsTheirTableSays() throws IOException {
    Map<String, List<String>> packages = packages();
    assertThat(packages).containsKeys("numeric", "statistics", "cli");
    packages.forEach(
        (name, used) -> {
          assertThat(packages.keySet()).as("packages below " + name).containsAll(used);
          String[] others =
              packages.keySet().stream()
                  .filter(other -> !other.equals(name) && !used.contains(other))
                  .map(other -> "wickstream." + other)
                  .toArray(String[]::new);
          check(
              noClasses()
                  .that()
                  .resideInAPackage("wickstream." + name)
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(others));
        });
  }

  @Test
  void theTableHasEveryPackageAndNoPackageTwice() throws IOException {
    Set<String> present =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals("wickstream"))
            .map(name -> name.substring("wickstream.".length()))
            .collect(Collectors.toSet());
    assertThat(packages().keySet()).isEqualTo(present);
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("wickstream.(**)").should().beFreeOfCycles());
  }

  /** The public API is at the top: what it is made of does not know it. */
  @Test
  void nothingInsideUsesThePublicApi() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("wickstream", "wickstream.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("wickstream"));
  }

  @Test
  void thePublicApiShowsNothingInternal() {
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("wickstream")
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(PUBLIC)
            .andShould()
            .haveRawParameterTypes(
                describe("public types", types -> types.stream().allMatch(PUBLIC::test))));
  }

  @Test
  void onlyCampaignsAreMadeOfActors() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "wickstream.campaign..",
                "wickstream.cluster..",
                "wickstream.daemon..",
                "wickstream.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pekko.."));
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("wickstream.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli.."));
  }

  @Test
  void onlyStoredDataHasFormats() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "wickstream.results.export..", "wickstream.api..", "wickstream.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "io.jhdf.."));
  }

  @Test
  void wireRecordsAreOnlyAnnotated() {
    check(
        classes()
            .that()
            .resideInAPackage("wickstream.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "wickstream.api..", "com.fasterxml.jackson.annotation.."));
  }

  @Test
  void onlyReportsDraw() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("wickstream.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.awt..", "javax.imageio..", "org.apache.pdfbox..", "org.apache.fontbox.."));
  }

  @Test
  void onlySettingsAreReadAsHocon() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "wickstream.config..", "wickstream.campaign..", "wickstream.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config.."));
  }

  @Test
  void randomnessIsAddressed() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                    + "|java\\.util\\.random\\..*|java\\.security\\.SecureRandom")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random"));
  }

  @Test
  void namesSayWhatThingsAre() {
    check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?"));
  }

  @Test
  void onlyVectorPackagesKnowTheIncubatingModule() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("wickstream..vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.."));
  }
}
