package io.strowger.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses TESTKIT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.strowger.testkit");

  @Test
  void the_simulator_imports_no_framework() {
    noClasses()
        .that()
        .resideInAPackage("..simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "org.apache.kafka..",
            "java.sql..",
            "jakarta..",
            "com.fasterxml..")
        .check(TESTKIT);
  }

  @Test
  void the_testkit_imports_no_other_module_of_ours() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.strowger.contracts..",
            "io.strowger.messaging..",
            "io.strowger.gateway..",
            "io.strowger.routing..",
            "io.strowger.rating..",
            "io.strowger.cdr..",
            "io.strowger.media..")
        .check(TESTKIT);
  }
}
