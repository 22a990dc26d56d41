package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Side;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFamiliesTest extends RelayedCalls {
  private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");

  @Test
  void both_legs_may_be_at_ipv6_addresses() throws Exception {
    // Given
    end();
    beginAt("::1");

    // When
    TranscodingReply.RelayAllocated relay = connect(NARROW, G711);

    // Then
    assertThat(relay.callerSdp()).contains("c=IN IP6 0:0:0:0:0:0:0:1");
    assertThat(relay.trunkSdp()).contains("c=IN IP6 0:0:0:0:0:0:0:1");
    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    assertThat(trunk.receive().payload()).hasSize(160);
    trunk.send(toTrunk, g711(0));
    assertThat(caller.receive().payloadType()).isEqualTo(104);
  }

  @ParameterizedTest
  @CsvSource({"::1, 127.0.0.1, IP4", "127.0.0.1, ::1, IP6"})
  void the_legs_may_be_at_addresses_of_different_families(
      String ofCaller, String ofTrunk, AddressFamily trunkFamily) throws Exception {
    // Given
    end();
    InetAddress callers = InetAddress.ofLiteral(ofCaller);
    InetAddress trunks = InetAddress.ofLiteral(ofTrunk);
    begin(new MediaAddresses(FOUR, SIX), callers, trunks);

    // When
    TranscodingReply.RelayAllocated relay =
        allocate(
            new TranscodingRequest.AllocateRelay(
                head("begin"), sdp(caller, NARROW), List.of("PCMA"), null, trunkFamily));
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, G711)), Instant.now());

    // Then: each is told an address that it reaches, and hears the other.
    assertThat(relay.callerSdp())
        .contains(callers.getHostAddress())
        .doesNotContain(trunks.getHostAddress());
    assertThat(relay.trunkSdp())
        .contains(trunks.getHostAddress())
        .doesNotContain(callers.getHostAddress());
    for (int i = 0; i < 10; i++) {
      say(i);
    }
    assertThat(statistics(Side.A).sent().packets()).isEqualTo(10);

    // Then: so do the reports.
    try (DatagramSocket callerReports = caller.portAbove();
        DatagramSocket trunkReports = trunk.portAbove()) {
      relays.perform(new TranscodingRequest.ReleaseRelay(head("end")), Instant.now());
      assertThat(lastType(Phone.receive(callerReports))).as("BYE").isEqualTo(203);
      assertThat(lastType(Phone.receive(trunkReports))).as("BYE").isEqualTo(203);
    }
  }

  @Test
  void a_lost_relay_of_two_families_is_restored_where_it_was() throws Exception {
    // Given
    end();
    begin(new MediaAddresses(FOUR, SIX), SIX, FOUR);
    TranscodingReply.RelayAllocated lost = connect(NARROW, G711);
    engine.close();

    // When
    restore(lost, sdp(caller, NARROW));

    // Then
    say(0);
  }

  @Test
  void a_leg_cannot_go_on_at_an_address_that_its_own_does_not_reach() throws Exception {
    // Given
    end();
    begin(new MediaAddresses(FOUR, SIX), SIX, FOUR);
    connect(NARROW, G711);

    // When
    try (Phone elsewhere = new Phone(SIX)) {
      describe(RelayedLeg.TRUNK, sdp(elsewhere, G711 + "a=inactive\r\n"));
    }

    // Then
    say(0);
  }
}
