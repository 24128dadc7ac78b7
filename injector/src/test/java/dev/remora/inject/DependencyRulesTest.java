package dev.remora.inject;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What each package may know. */
@AnalyzeClasses(packages = "dev.remora", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {
  /** All packages, from the one that knows the others to the one that knows none. */
  private static final List<String> FLOW =
      List.of("cli", "live", "webhook", "manifest", "yaml", "patch", "plan", "json");

  // The exporter's are not among them.
  private static final String[] SHARED = {"dev.remora.log..", "dev.remora.serving.."};

  @ArchTest
  static final ArchRule EVERY_CLASS_HAS_A_PLACE =
      classes()
          .that()
          .resideOutsideOfPackages(SHARED)
          .should()
          .resideInAnyPackage(FLOW.stream().map(name -> in(name)).toArray(String[]::new));

  @ArchTest
  static final ArchRule ONLY_WHO_SPEAKS_LOGS =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("cli"), in("webhook"), SHARED[0])
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SHARED[0]);

  @ArchTest
  static final ArchRule ONLY_THE_WEBHOOK_SERVES =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("webhook"), SHARED[1])
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SHARED[1]);

  @ArchTest
  static void noPackageKnowsOneAboveIt(JavaClasses classes) {
    for (int i = 1; i < FLOW.size(); i++) {
      String[] above = FLOW.subList(0, i).stream().map(name -> in(name)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(in(FLOW.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule THE_PLANNER_READS_NOTHING =
      noClasses()
          .that()
          .resideInAnyPackage(in("plan"), in("json"), in("patch"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..");

  @ArchTest
  static final ArchRule ONLY_YAML_SEES_THE_PARSER =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("yaml"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_SEES_ITS_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule ONLY_LIVE_RUNS_PROGRAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("live"))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ProcessBuilder.class, Process.class);

  @ArchTest
  static final ArchRule NO_STATE_IS_SHARED_BY_ALL = fields().that().areStatic().should().beFinal();

  private static String in(String name) {
    return "dev.remora.inject." + name + "..";
  }
}
