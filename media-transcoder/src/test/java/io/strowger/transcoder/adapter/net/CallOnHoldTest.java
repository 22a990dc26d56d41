package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallOnHoldTest extends RelayedCalls {
  @ParameterizedTest
  @ValueSource(strings = {"a=sendonly\r\n", "a=inactive\r\n"})
  void a_caller_that_holds_hears_nothing_until_it_resumes(String flow) throws Exception {
    // Given
    connect(NARROW, G711);
    trunk.send(toTrunk, g711(0));
    RtpPacket before = caller.receive();

    // When
    describe(RelayedLeg.CALLER, sdp(caller, NARROW + flow));
    trunk.send(toTrunk, g711(1));
    await().until(() -> statistics(Side.B).received().packets() == 2);
    long sentOnHold = statistics(Side.A).sent().packets();
    describe(RelayedLeg.CALLER, sdp(caller, NARROW));
    trunk.send(toTrunk, g711(2));

    // Then: the same stream goes on, and time has gone by.
    RtpPacket after = caller.receive();
    assertThat(sentOnHold).isEqualTo(1);
    assertThat(after.ssrc()).isEqualTo(before.ssrc());
    assertThat(after.sequence() - before.sequence()).isEqualTo(1);
    assertThat(after.timestamp() - before.timestamp()).isGreaterThanOrEqualTo(320);
  }

  @Test
  void a_trunk_that_only_listens_hears_the_caller_and_is_not_heard() throws Exception {
    connect(NARROW, G711);
    describe(RelayedLeg.TRUNK, sdp(trunk, G711 + "a=recvonly\r\n"));

    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    trunk.send(toTrunk, g711(0));

    assertThat(trunk.receive().payload()).hasSize(160);
    await().until(() -> statistics(Side.B).received().packets() == 1);
    assertThat(statistics(Side.A).sent().packets()).isZero();
  }
}
