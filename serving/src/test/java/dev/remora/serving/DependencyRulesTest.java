package dev.remora.serving;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** This module stands on the JDK's base alone, and its packages do not know each other. */
@AnalyzeClasses(packages = "dev.remora", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {
  private static final Set<String> JDK_BASE = Object.class.getModule().getPackages();

  private static final DescribedPredicate<JavaClass> OURS_OR_BASE =
      describe(
          "of this module, java.base or jspecify",
          javaClass -> {
            String name = javaClass.getBaseComponentType().getPackageName();
            return name.equals("dev.remora.log")
                || name.equals("dev.remora.serving")
                || name.equals("org.jspecify.annotations")
                || JDK_BASE.contains(name);
          });

  @ArchTest
  static final ArchRule MODULE_NEEDS_ONLY_THE_BASE_OF_THE_JDK =
      classes().should().onlyDependOnClassesThat(OURS_OR_BASE);

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("dev.remora.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NO_STATE_IS_SHARED_BY_ALL = fields().that().areStatic().should().beFinal();
}
