package dev.remora;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.remora.config.LiveSections;
import dev.remora.log.Format;
import dev.remora.log.Level;
import java.util.List;

/** Data flows one way: no package calls back up. */
@AnalyzeClasses(packages = "dev.remora", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {
  /** All packages, from the one that knows the others to the one that knows none. */
  private static final List<String> FLOW =
      List.of(
          "cli",
          "doctor",
          "http",
          "web",
          "config",
          "self",
          "compat",
          "scrape",
          "catalog",
          "collector",
          "mysql",
          "tls",
          "log",
          "serving",
          "exposition",
          "metric");

  @ArchTest
  static final ArchRule EVERY_CLASS_HAS_A_PLACE_IN_THE_FLOW =
      classes()
          .should()
          .resideInAnyPackage(FLOW.stream().map(name -> in(name)).toArray(String[]::new));

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
  static final ArchRule NO_PACKAGES_NEED_EACH_OTHER =
      slices().matching("dev.remora.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_CLI_KNOWS_WHICH_COLLECTORS_THERE_ARE =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("cli"), in("catalog"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(in("catalog"));

  @ArchTest
  static final ArchRule ONLY_HTTP_KNOWS_HOW_A_PAGE_LOOKS =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("http"), in("exposition"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(in("exposition"));

  @ArchTest
  static final ArchRule ONLY_MYSQL_SEES_THE_DRIVER =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("mysql"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.mariadb..");

  @ArchTest
  static final ArchRule ONLY_HTTP_SEES_THE_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("http"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule ONLY_HTTP_SERVES =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("http"), in("serving"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(in("serving"));

  @ArchTest
  static final ArchRule ONLY_WEB_SEES_WHAT_ONLY_IT_LOADS =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("web"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.snakeyaml..", "org.springframework..");

  @ArchTest
  static final ArchRule COLLECTORS_AND_SESSIONS_DO_NOT_LOG =
      noClasses()
          .that()
          .resideInAnyPackage(in("catalog"), in("collector"), in("mysql"), in("self"), in("metric"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(in("log"));

  @ArchTest
  static final ArchRule SETTINGS_KNOW_OF_THE_LOG_ONLY_HOW_IT_LOOKS =
      noClasses()
          .that()
          .resideInAPackage(in("config"))
          .and()
          // Nobody waits for an answer when a file has changed: the log is where it is said.
          .doNotBelongToAnyOf(LiveSections.class)
          .should()
          .dependOnClassesThat(
              resideInAPackage(in("log")).and(not(belongToAnyOf(Level.class, Format.class))));

  @ArchTest
  static final ArchRule NO_STATE_IS_SHARED_BY_ALL = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule NO_STATE_HANGS_ON_A_THREAD =
      noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

  private static String in(String name) {
    return "dev.remora." + name + "..";
  }
}
