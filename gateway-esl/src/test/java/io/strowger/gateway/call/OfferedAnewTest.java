package io.strowger.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.switches.SwitchEventTranslation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * With an event as FreeSWITCH 1.11.3-dev raised it when a relayed leg was put on hold, cut down.
 */
class OfferedAnewTest {
  private static final SwitchId SWITCH = new SwitchId("fs-1");
  private static final String RAISED =
      """
      {"Event-Subclass":"strowger::reinvite","Event-Name":"CUSTOM",
       "Core-UUID":"feca450e-0481-4494-bf7e-af35ab57d318",
       "Event-Date-Timestamp":"1795577269746053","Event-Sequence":"893",
       "Call-Direction":"inbound","Channel-Call-State":"ACTIVE",
       "Unique-ID":"ca19dca9-c215-47bd-9fe7-3f7ea17328ce",
       "Channel-Call-UUID":"ca19dca9-c215-47bd-9fe7-3f7ea17328ce",
       "Caller-Caller-ID-Number":"61399999995",
       "Caller-Channel-Created-Time":"1795577266166099",
       "variable_originate_disposition":"SUCCESS"}
      """;

  @Test
  void a_leg_that_offers_anew_is_told_under_its_call_and_not_as_an_event_of_the_switch()
      throws Exception {
    EslEvent event = EventDecoder.decodeDump(RAISED.getBytes(StandardCharsets.UTF_8));
    EventTranslation translation =
        new EventTranslation(new LegDirectory(), new ReturnAddress(SWITCH, 0, 1));

    Optional<CallEvent> told = translation.translate(event, Instant.now());

    assertThat(told)
        .get()
        .isInstanceOfSatisfying(
            CallEvent.LegOfferedAnew.class,
            anew -> {
              assertThat(anew.role()).isEqualTo(LegRole.A_LEG);
              assertThat(anew.head().callId()).hasToString("ca19dca9-c215-47bd-9fe7-3f7ea17328ce");
            });
    assertThat(new SwitchEventTranslation(SWITCH).translate(event)).isEmpty();
  }
}
