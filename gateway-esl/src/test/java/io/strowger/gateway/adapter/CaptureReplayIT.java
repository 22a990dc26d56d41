package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real switches said, through the whole gateway onto the topic. */
class CaptureReplayIT {

  @ParameterizedTest
  @CsvSource({
    "inbound-json-park-bridge-answer-hangup, 1, 2",
    "inbound-plain-park-bridge-answer-hangup, 1, 2",
    "inbound-json-failover-causes, 1, 5",
    "transcode-by-sdp-answered, 1, 2",
    "load-json-300-calls, 300, 600"
  })
  void tells_the_calls_of_a_capture_in_their_order(String capture, int calls, int ended)
      throws Exception {
    // Given
    try (CapturePlayer player = new CapturePlayer(capture);
        GatewayUnderTest gateway =
            new GatewayUnderTest(
                "secret", SwitchAddress.parse("replayed=127.0.0.1:" + player.port()))) {
      // When
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> gateway.all(CallEvent.LegHungUp.class).size() >= ended);

      // Then
      List<CallEvent> events = gateway.all(CallEvent.class);
      Map<String, List<CallEvent>> byCall = new HashMap<>();
      events.forEach(event ->
          byCall
              .computeIfAbsent(event.head().callId().value(), call -> new ArrayList<>())
              .add(event));
      assertThat(byCall).hasSize(calls);
      assertThat(byCall.values()).allSatisfy(CaptureReplayIT::isWhole);
    }
  }

  private static void isWhole(List<CallEvent> call) {
    assertThat(call.getFirst()).isInstanceOf(CallEvent.LegCreated.class);
    assertThat(call).filteredOn(event -> event instanceof CallEvent.CallParked).hasSize(1);
    boolean callerHungUp =
        call.stream()
            .anyMatch(event ->
                event instanceof CallEvent.LegHungUp end && end.leg().role() == LegRole.A_LEG);
    if (callerHungUp) {
      assertThat(call.getLast()).isInstanceOf(CallEvent.LegHungUp.class);
    }
  }
}
