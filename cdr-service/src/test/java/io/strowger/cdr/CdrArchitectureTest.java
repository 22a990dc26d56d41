package io.strowger.cdr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CdrArchitectureTest {
  private final JavaClasses service =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.strowger.cdr");

  @Test
  void the_rooms_import_no_framework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.strowger.cdr.adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "io.smallrye..",
            "org.apache.kafka..",
            "org.eclipse.microprofile..",
            "jakarta..",
            "java.sql..",
            "javax.sql..",
            "io.strowger.messaging..")
        .check(service);
  }

  @Test
  void no_other_service_is_imported() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.strowger.gateway..",
            "io.strowger.routing..",
            "io.strowger.rating..",
            "io.strowger.transcoder..")
        .check(service);
  }
}
