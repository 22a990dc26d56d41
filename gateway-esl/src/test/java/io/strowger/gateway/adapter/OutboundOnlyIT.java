package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.gateway.adapter.esl.SwitchView;
import io.strowger.gateway.doctor.Finding;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import org.junit.jupiter.api.Test;

/** A switch that brings its calls, and that no gateway dials. */
class OutboundOnlyIT {

  @Test
  void is_known_to_its_operators() {
    try (SwitchSimulator simulated =
            SwitchSimulator.start(SwitchSettings.standard().named("alone"));
        GatewayUnderTest gateway = new GatewayUnderTest("secret")) {
      // When
      simulated.place(
          CallScript.call("61399999995", "61411111111")
              .toSocket("127.0.0.1", gateway.gateway().switches().outboundPort()));
      gateway.awaitPark();

      // Then
      SwitchView view = gateway.gateway().switches().views().getFirst();
      assertThat(view.mode()).isEqualTo("outbound");
      assertThat(view.reason()).contains("no gateway dials it");
      Finding finding = gateway.gateway().switches().diagnosis().findings().getFirst();
      assertThat(finding.switchName()).isEqualTo(view.name());
      assertThat(finding.severity()).isEqualTo(Finding.Severity.RISKY);
    }
  }
}
