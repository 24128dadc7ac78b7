package dev.remora.exposition;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The direction of the data flow, and that this module stands on the JDK's base alone. */
@AnalyzeClasses(packages = "dev.remora", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {
  private static final Set<String> JDK_BASE = Object.class.getModule().getPackages();

  private static final DescribedPredicate<JavaClass> OURS_OR_BASE =
      describe(
          "of this module, java.base or jspecify",
          javaClass -> {
            String name = javaClass.getBaseComponentType().getPackageName();
            return name.equals("dev.remora.metric")
                || name.equals("dev.remora.exposition")
                || name.equals("org.jspecify.annotations")
                || JDK_BASE.contains(name);
          });

  @ArchTest
  static final ArchRule METRIC_DOES_NOT_KNOW_ITS_FORMATS =
      noClasses()
          .that()
          .resideInAPackage("dev.remora.metric..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.remora.exposition..");

  @ArchTest
  static final ArchRule MODULE_NEEDS_ONLY_THE_BASE_OF_THE_JDK =
      classes().should().onlyDependOnClassesThat(OURS_OR_BASE);
}
