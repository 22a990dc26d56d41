package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NgMessageTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void a_ping_of_kamailio_is_read_and_answered_with_its_cookie() throws Exception {
    NgMessage ping = NgMessage.read(KamailioBytes.octets("0_23883_1 d7:command4:pinge"));

    assertThat(ping.cookie()).isEqualTo("0_23883_1");
    assertThat(NgRequest.of(ping.dictionary())).isEqualTo(new NgRequest.Ping());
    assertThat(new NgMessage(ping.cookie(), NgReply.pong().dictionary()).write())
        .asString(ISO_8859_1)
        .isEqualTo("0_23883_1 d6:result4:ponge");
  }

  @Test
  void what_is_missing_is_named() {
    assertThatThrownBy(() -> NgMessage.read(KamailioBytes.octets(" d7:command4:pinge")))
        .hasMessage("there is no cookie");
    assertThatThrownBy(() -> NgMessage.read(KamailioBytes.octets("c l1:ae")))
        .hasMessage("the message is no dictionary");
    assertThatThrownBy(() -> request("c d3:abc3:defe")).hasMessage("there is no command");
    assertThatThrownBy(() -> request("c d7:command6:deletee")).hasMessage("there is no call-id");
    assertThatThrownBy(() -> request("c d7:command5:offer7:call-id1:x8:from-tag1:ye"))
        .hasMessage("there is no sdp");
    assertThatThrownBy(() -> request("c d7:command5:offer7:call-id1:x3:sdp1:ye"))
        .hasMessage("there is no from-tag");
  }

  @Test
  void a_repeated_cookie_gets_the_same_reply_for_a_minute() {
    RepliesGiven replies = new RepliesGiven();
    RepliesGiven.Asked asked = new RepliesGiven.Asked("192.0.2.1:5060", "c1");
    RepliesGiven.Asked other = new RepliesGiven.Asked("192.0.2.2:5060", "c1");
    byte[] reply = {1, 2, 3};

    replies.keep(asked, reply, NOW);

    assertThat(replies.before(asked, NOW.plusSeconds(59))).contains(reply);
    assertThat(replies.before(other, NOW)).isEmpty();
    assertThat(replies.before(asked, NOW.plus(RepliesGiven.KEPT).plusMillis(1))).isEmpty();
  }

  @Test
  void replies_kept_have_a_bound() {
    RepliesGiven replies = new RepliesGiven();
    for (int i = 0; i <= RepliesGiven.MOST; i++) {
      replies.keep(new RepliesGiven.Asked("a", "c" + i), new byte[0], NOW);
    }

    assertThat(replies.before(new RepliesGiven.Asked("a", "c0"), NOW)).isEmpty();
    assertThat(replies.before(new RepliesGiven.Asked("a", "c1"), NOW.plus(Duration.ofSeconds(1))))
        .isPresent();
  }

  @Test
  void replies_kept_have_a_bound_of_octets() {
    RepliesGiven replies = new RepliesGiven();
    byte[] large = new byte[RepliesGiven.MOST_OCTETS / 100];
    for (int i = 0; i < 200; i++) {
      replies.keep(new RepliesGiven.Asked("a", "c" + i), large, NOW);
    }

    assertThat(replies.before(new RepliesGiven.Asked("a", "c199"), NOW)).isPresent();
    assertThat(replies.before(new RepliesGiven.Asked("a", "c99"), NOW)).isEmpty();
  }

  @Test
  void names_that_no_reply_could_repeat_are_refused() {
    String tag = "t".repeat(NgRequest.MOST_OCTETS + 1);

    assertThatThrownBy(() ->
            request("c d7:call-id1:c8:from-tag" + tag.length() + ":" + tag + "7:command5:querye"))
        .isInstanceOf(MalformedNg.class)
        .hasMessageContaining("from-tag is longer than 1024 octets");
  }

  private static NgRequest request(String text) throws MalformedNg {
    return NgRequest.of(NgMessage.read(KamailioBytes.octets(text)).dictionary());
  }
}
