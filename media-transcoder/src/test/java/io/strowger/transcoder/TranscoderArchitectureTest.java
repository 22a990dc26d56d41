package io.strowger.transcoder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class TranscoderArchitectureTest {
  private final JavaClasses transcoder =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.strowger.transcoder");

  @Test
  void the_rooms_import_no_framework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.strowger.transcoder.adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "io.smallrye..",
            "org.apache.kafka..",
            "org.eclipse.microprofile..",
            "jakarta..",
            "java.nio.channels..",
            "java.lang.foreign..",
            "io.strowger.messaging..")
        .check(transcoder);
  }

  @Test
  void the_transcoder_imports_no_other_service() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.strowger.gateway..",
            "io.strowger.routing..",
            "io.strowger.rating..",
            "io.strowger.cdr..")
        .check(transcoder);
  }
}
