package io.strowger.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ContractsArchitectureTest {
  private final JavaClasses contracts =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.strowger");

  @Test
  void the_published_language_depends_on_no_service() {
    noClasses()
        .that()
        .resideInAPackage("io.strowger.contracts..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.strowger.gateway..",
            "io.strowger.routing..",
            "io.strowger.rating..",
            "io.strowger.cdr..",
            "io.strowger.transcoder..",
            "io.strowger.messaging..")
        .check(contracts);
  }

  @Test
  void the_published_language_knows_no_framework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.vertx..", "org.apache.kafka..", "jakarta..", "java.sql..")
        .check(contracts);
  }
}
