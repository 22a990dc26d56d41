package io.strowger.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class GatewayArchitectureTest {
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.strowger.gateway");

  @Test
  void domain_packages_import_no_framework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "io.smallrye..",
            "io.micrometer..",
            "jakarta..",
            "org.eclipse.microprofile..",
            "org.apache.kafka..",
            "org.slf4j..",
            "com.fasterxml.jackson.databind..",
            "com.fasterxml.jackson.annotation..",
            "io.strowger.messaging..")
        .check(GATEWAY);
  }

  @Test
  void domain_packages_open_no_sockets() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.channels..", "java.sql..")
        .check(GATEWAY);
  }

  @Test
  void domain_packages_import_no_adapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..adapter..")
        .check(GATEWAY);
  }

  @Test
  void imports_no_other_service() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.strowger.routing..",
            "io.strowger.rating..",
            "io.strowger.cdr..",
            "io.strowger.media..",
            "io.strowger.quickstart..")
        .check(GATEWAY);
  }
}
