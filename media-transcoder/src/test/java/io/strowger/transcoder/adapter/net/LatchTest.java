package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class LatchTest {
  private static final SocketAddress FIRST = at(4_000);
  private static final SocketAddress SECOND = at(5_000);
  private static final SocketAddress BEHIND_NAT = at(6_000);
  private static final SocketAddress STRANGER = at(7_000);
  private static final long MILLI = 1_000_000;

  private final Latch latch = new Latch();
  private long now = 77;

  @Test
  void the_first_packet_tells_where_a_peer_is_once_and_for_all() {
    latch.tell(FIRST, now);
    assertThat(latch.target()).isEqualTo(FIRST);

    assertThat(takes(BEHIND_NAT)).isTrue();

    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(STRANGER)).isFalse();
    assertThat(takes(FIRST)).isFalse();
    latch.tell(FIRST, now);
    assertThat(takes(FIRST)).as("told the same again").isFalse();
    assertThat(takes(BEHIND_NAT)).isTrue();
  }

  @Test
  void a_peer_that_moves_is_found_though_its_old_place_still_sends() {
    // Given
    latch.tell(FIRST, now);
    takes(FIRST);

    // When
    latch.tell(SECOND, now);

    // Then: nothing that the old place still says is lost, and the new one hears at once.
    passes(200);
    assertThat(takes(FIRST)).isTrue();
    assertThat(latch.target()).isEqualTo(SECOND);
    assertThat(takes(SECOND)).isTrue();
    assertThat(takes(FIRST)).isFalse();
    passes(5_000);
    assertThat(takes(FIRST)).isFalse();
    assertThat(latch.target()).isEqualTo(SECOND);
  }

  @Test
  void a_peer_that_moves_behind_nat_is_found_by_its_first_packet() {
    latch.tell(FIRST, now);
    takes(FIRST);
    latch.tell(SECOND, now);
    takes(FIRST);

    assertThat(takes(BEHIND_NAT)).isTrue();

    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(FIRST)).isFalse();
    assertThat(takes(STRANGER)).isFalse();
    passes(3_001);
    assertThat(takes(SECOND)).isFalse();
    assertThat(takes(BEHIND_NAT)).isTrue();
  }

  @Test
  void a_third_branch_that_still_rings_gives_way_to_the_one_that_answered() {
    latch.tell(FIRST, now);
    takes(FIRST);
    latch.tell(SECOND, now);
    assertThat(takes(STRANGER)).isTrue();

    passes(2_900);
    assertThat(takes(SECOND)).isTrue();

    assertThat(takes(STRANGER)).isFalse();
    assertThat(latch.target()).isEqualTo(SECOND);
  }

  @Test
  void a_place_that_was_told_and_not_heard_yet_is_left_like_one_that_was() {
    latch.tell(FIRST, now);
    latch.tell(SECOND, now);

    assertThat(takes(FIRST)).isTrue();
    assertThat(latch.target()).isEqualTo(SECOND);
    assertThat(takes(SECOND)).isTrue();
    assertThat(takes(FIRST)).isFalse();
  }

  @Test
  void a_peer_that_sends_from_where_it_did_whatever_it_says_is_sent_to_there_after_three_seconds() {
    latch.tell(FIRST, now);
    takes(BEHIND_NAT);
    latch.tell(SECOND, now);

    passes(3_001);
    assertThat(takes(BEHIND_NAT)).isTrue();

    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(STRANGER)).isFalse();
    passes(60_000); // such as an offer that is answered late
    assertThat(takes(SECOND)).as("the place told").isTrue();
    assertThat(takes(BEHIND_NAT)).isFalse();
  }

  @Test
  void a_peer_that_is_back_where_it_was_is_found_at_once() {
    latch.tell(FIRST, now);
    takes(FIRST);
    latch.tell(SECOND, now);
    latch.tell(FIRST, now);

    assertThat(takes(FIRST)).isTrue();

    assertThat(takes(SECOND)).isFalse();
  }

  @Test
  void a_peer_that_says_nowhere_while_it_holds_is_found_where_it_was() {
    latch.tell(FIRST, now);
    takes(BEHIND_NAT);

    latch.tell(null, now);
    passes(60_000);
    latch.tell(FIRST, now);

    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(STRANGER)).isFalse();
  }

  @Test
  void early_media_from_elsewhere_than_the_answer_tells_give_way_to_that_place() {
    // Given: a trunk's packets come before its SDP is known.
    takes(BEHIND_NAT);

    // When
    latch.tell(FIRST, now);

    // Then
    assertThat(latch.target()).isEqualTo(FIRST);
    assertThat(latch.besides(now)).isEqualTo(BEHIND_NAT);
    assertThat(takes(BEHIND_NAT)).isTrue();
    assertThat(takes(FIRST)).isTrue();
    assertThat(latch.target()).isEqualTo(FIRST);
    assertThat(latch.besides(now)).isNull();
    assertThat(takes(BEHIND_NAT)).isFalse();
  }

  @Test
  void early_media_that_go_on_alone_are_the_peers() {
    takes(BEHIND_NAT);
    latch.tell(FIRST, now);

    passes(3_001);
    assertThat(takes(BEHIND_NAT)).isTrue();

    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(STRANGER)).isFalse();
  }

  @Test
  void a_strangers_packet_before_the_answer_keeps_no_party_behind_nat_out() {
    // Given
    takes(STRANGER);
    latch.tell(FIRST, now);

    // When: progress tells the same place as the answer, but only that is followed by speech.
    passes(20_000);
    latch.tell(FIRST, now);

    // Then
    assertThat(takes(BEHIND_NAT)).isTrue();
    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(STRANGER)).isFalse();
  }

  @Test
  void a_branch_behind_nat_is_found_though_the_one_before_played_until_it_answered() {
    // Given
    latch.tell(FIRST, now);
    takes(FIRST);
    latch.tell(null, now);
    latch.free(now);
    passes(3_001);
    takes(FIRST);

    // When
    latch.tell(SECOND, now);

    // Then
    assertThat(takes(FIRST)).isTrue();
    assertThat(takes(BEHIND_NAT)).isTrue();
    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(FIRST)).isFalse();
  }

  @Test
  void a_peer_that_sends_on_from_where_it_did_is_sent_to_there_besides_where_it_says() {
    // Given
    latch.tell(FIRST, now);
    takes(BEHIND_NAT);

    // When
    latch.tell(SECOND, now);
    assertThat(latch.besides(now)).as("before it is heard").isNull();
    takes(BEHIND_NAT);

    // Then
    assertThat(latch.target()).isEqualTo(SECOND);
    assertThat(latch.besides(now)).isEqualTo(BEHIND_NAT);
    passes(3_001);
    assertThat(latch.besides(now)).as("silent since").isNull();
  }

  @Test
  void a_strangers_packet_displaces_no_peer_that_sends_on_from_where_it_did() {
    // Given
    latch.tell(FIRST, now);
    takes(BEHIND_NAT);
    latch.tell(SECOND, now);
    takes(BEHIND_NAT);
    passes(2_900);
    takes(STRANGER);
    assertThat(takes(BEHIND_NAT)).isFalse();

    // When
    passes(500);

    // Then
    assertThat(takes(BEHIND_NAT)).isTrue();
    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(STRANGER)).isFalse();
  }

  @Test
  void a_branch_that_pauses_is_heard_again_though_the_one_before_was_meanwhile() {
    latch.tell(FIRST, now);
    takes(FIRST);
    latch.tell(SECOND, now);
    takes(BEHIND_NAT);

    passes(600);
    assertThat(takes(FIRST)).isTrue();

    assertThat(takes(BEHIND_NAT)).isTrue();
    assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    assertThat(takes(FIRST)).isFalse();
    passes(3_000);
    assertThat(takes(BEHIND_NAT)).isTrue();
    passes(5_000);
    assertThat(takes(FIRST)).as("found for good").isFalse();
  }

  @Test
  void early_media_from_where_the_answer_tells_are_the_peers_for_good() {
    takes(FIRST);
    latch.tell(FIRST, now);

    assertThat(takes(STRANGER)).isFalse();
    assertThat(latch.target()).isEqualTo(FIRST);
  }

  @Test
  void the_trunk_of_another_attempt_is_found_though_the_one_before_still_sends() {
    // Given
    latch.tell(FIRST, now);
    takes(FIRST);

    // When
    latch.tell(null, now);
    latch.free(now);

    // Then: it is heard before its answer is known, too.
    assertThat(takes(FIRST)).isTrue();
    assertThat(latch.target()).isNull();
    assertThat(takes(SECOND)).isTrue();
    latch.tell(SECOND, now);
    assertThat(latch.target()).isEqualTo(SECOND);
    assertThat(takes(FIRST)).isFalse();
  }

  @Test
  void another_attempt_at_the_same_place_is_found_at_once() {
    latch.tell(FIRST, now);
    takes(FIRST);
    latch.tell(null, now);
    latch.free(now);

    latch.tell(FIRST, now);

    assertThat(takes(FIRST)).isTrue();
    assertThat(latch.target()).isEqualTo(FIRST);
    assertThat(takes(STRANGER)).isFalse();
  }

  private boolean takes(SocketAddress source) {
    boolean may = latch.mayCome(source, now);
    if (may) {
      latch.heard(source, now);
    }
    return may;
  }

  private void passes(long millis) {
    now += millis * MILLI;
  }

  private static SocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), port);
  }
}
