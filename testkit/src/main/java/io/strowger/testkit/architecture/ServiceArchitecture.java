package io.strowger.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;

/** What the classes of a service may import: adapters at the edges, the domain plain Java. */
public final class ServiceArchitecture {
  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.vertx..",
    "io.smallrye..",
    "io.micrometer..",
    "io.opentelemetry..",
    "jakarta..",
    "org.eclipse.microprofile..",
    "org.apache.kafka..",
    "org.slf4j..",
    "com.fasterxml.jackson.annotation..",
    "io.strowger.messaging.."
  };
  private static final String[] OUTSIDE = {
    "java.sql..", "javax.sql..", "java.net.http..", "java.nio.channels..", "java.lang.foreign.."
  };
  private static final String[] SERVICES = {
    "io.strowger.gateway",
    "io.strowger.routing",
    "io.strowger.rating",
    "io.strowger.cdr",
    "io.strowger.transcoder"
  };

  private final String service;
  private final JavaClasses classes;

  /**
   * The classes of a service, without its tests.
   *
   * @param service its package, such as {@code io.strowger.rating}
   */
  public ServiceArchitecture(String service) {
    this.service = service;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(service);
  }

  /**
   * Fails where the domain imports a framework, or messaging.
   *
   * @throws AssertionError naming each class that does
   */
  public void domainImportsNoFramework() {
    domainDoesNotImport(FRAMEWORKS);
  }

  /**
   * Fails where the domain reaches for network, database or foreign functions itself.
   *
   * @throws AssertionError naming each class that does
   */
  public void domainDoesNoInputAndOutput() {
    domainDoesNotImport(OUTSIDE);
  }

  /**
   * Fails where the domain knows an adapter.
   *
   * @throws AssertionError naming each class that does
   */
  public void domainImportsNoAdapter() {
    domainDoesNotImport(service + ".adapter..");
  }

  /**
   * Fails where another service, or what starts services, is imported.
   *
   * @throws AssertionError naming each class that does
   */
  public void importsNoOtherService() {
    String[] others =
        Stream.concat(Stream.of(SERVICES), Stream.of("io.strowger.quickstart"))
            .filter(name -> !name.equals(service))
            .map(name -> name + "..")
            .toArray(String[]::new);
    noClasses().should().dependOnClassesThat().resideInAnyPackage(others).check(classes);
  }

  private void domainDoesNotImport(String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage(service + ".adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(classes);
  }
}
