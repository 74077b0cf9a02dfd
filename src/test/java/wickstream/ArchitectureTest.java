package wickstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may depend on whom: arrows point down only. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("wickstream");

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void arrowsPointDown() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("numeric")
            .definedBy("wickstream.numeric..")
            .layer("random")
            .definedBy("wickstream.random..")
            .layer("physics")
            .definedBy("wickstream.physics..")
            .layer("statistics")
            .definedBy("wickstream.statistics..")
            .layer("sampling")
            .definedBy("wickstream.sampling..")
            .layer("config")
            .definedBy("wickstream.config..")
            .layer("store")
            .definedBy("wickstream.store..")
            .layer("report")
            .definedBy("wickstream.report..")
            .layer("campaign")
            .definedBy("wickstream.campaign..")
            .layer("cluster")
            .definedBy("wickstream.cluster..")
            .layer("flow")
            .definedBy("wickstream.flow..")
            .layer("metrics")
            .definedBy("wickstream.metrics..")
            .layer("daemon")
            .definedBy("wickstream.daemon..")
            .layer("http")
            .definedBy("wickstream.http..")
            .layer("client")
            .definedBy("wickstream.client..")
            .layer("explain")
            .definedBy("wickstream.explain..")
            .layer("cli")
            .definedBy("wickstream.cli..")
            .whereLayer("numeric")
            .mayNotAccessAnyLayer()
            .whereLayer("statistics")
            .mayNotAccessAnyLayer()
            .whereLayer("random")
            .mayOnlyAccessLayers("numeric")
            .whereLayer("physics")
            .mayOnlyAccessLayers("numeric")
            .whereLayer("sampling")
            .mayOnlyAccessLayers("physics", "statistics", "random", "numeric")
            .whereLayer("config")
            .mayOnlyAccessLayers("physics", "statistics", "random")
            .whereLayer("store")
            .mayOnlyAccessLayers("config", "statistics", "physics")
            .whereLayer("flow")
            .mayOnlyAccessLayers("store", "random", "statistics", "physics")
            .whereLayer("report")
            .mayOnlyAccessLayers("flow", "store", "config", "statistics", "physics")
            .whereLayer("campaign")
            .mayOnlyAccessLayers("sampling", "store", "config", "statistics", "physics")
            .whereLayer("cluster")
            .mayOnlyAccessLayers("campaign", "sampling", "store", "config", "statistics", "physics")
            .whereLayer("metrics")
            .mayOnlyAccessLayers("daemon", "cluster", "campaign", "config", "statistics", "store")
            .whereLayer("daemon")
            .mayOnlyAccessLayers(
                "cluster", "campaign", "sampling", "store", "config", "statistics", "physics")
            .whereLayer("http")
            .mayOnlyAccessLayers(
                "daemon", "cluster", "campaign", "store", "config", "statistics", "physics")
            .whereLayer("client")
            .mayOnlyAccessLayers("store")
            .whereLayer("explain")
            .mayNotAccessAnyLayer()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer());
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("wickstream.(*)..").should().beFreeOfCycles());
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
  void onlyTheStoreKnowsFormats() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("wickstream.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "io.jhdf.."));
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
  void onlyVectorProvidersKnowTheIncubatingModule() {
    check(
        noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Vector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.."));
  }
}
