package wickstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may depend on whom: arrows point down only. */
@AnalyzeClasses(packages = "wickstream", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
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
          .layer("campaign")
          .definedBy("wickstream.campaign..")
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
          .mayOnlyAccessLayers("physics", "statistics")
          .whereLayer("store")
          .mayOnlyAccessLayers("config", "statistics", "physics")
          .whereLayer("campaign")
          .mayOnlyAccessLayers("sampling", "store", "config", "statistics", "physics")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("wickstream.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_CAMPAIGNS_ARE_MADE_OF_ACTORS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "wickstream.campaign..", "wickstream.cluster..", "wickstream.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.pekko..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackage("wickstream.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule ONLY_THE_STORE_KNOWS_JACKSON =
      noClasses()
          .that()
          .resideOutsideOfPackage("wickstream.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule ONLY_SETTINGS_ARE_READ_AS_HOCON =
      noClasses()
          .that()
          .resideOutsideOfPackages("wickstream.config..", "wickstream.campaign..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule RANDOMNESS_IS_ADDRESSED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                  + "|java\\.util\\.random\\..*|java\\.security\\.SecureRandom")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(StrictMath.class, "random");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?");
}
