package io.strowger.rating;

import io.strowger.testkit.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class RatingArchitectureTest {
  private static final ServiceArchitecture SERVICE = new ServiceArchitecture("io.strowger.rating");

  @Test
  void the_domain_imports_no_framework() {
    SERVICE.domainImportsNoFramework();
  }

  @Test
  void the_domain_does_no_input_and_output() {
    SERVICE.domainDoesNoInputAndOutput();
  }

  @Test
  void the_domain_imports_no_adapter() {
    SERVICE.domainImportsNoAdapter();
  }

  @Test
  void no_other_service_is_imported() {
    SERVICE.importsNoOtherService();
  }
}
