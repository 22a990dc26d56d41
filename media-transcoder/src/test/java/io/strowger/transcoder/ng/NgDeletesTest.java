package io.strowger.transcoder.ng;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgDeletesTest extends ProxiedCalls {
  private static final String OLD_BRANCH = "23872SIPpTag010";

  @BeforeEach
  void offer() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
  }

  @ParameterizedTest
  @ValueSource(strings = {A, B})
  void either_party_ends_the_call(String tag) throws Exception {
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    assertThat(ends(from(tag))).isTrue();
  }

  @Test
  void a_proxy_that_names_no_party_ends_the_call() throws Exception {
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    assertThat(ends("")).isTrue();
  }

  @Test
  void a_branch_that_did_not_get_the_call_ends_nothing() throws Exception {
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    assertThat(ends(from(OLD_BRANCH))).isFalse();
    assertThat(ends(from(OLD_BRANCH) + to(A))).isFalse();
    assertThat(ends(from(A) + to(OLD_BRANCH))).isFalse();
    assertThat(ends(to(OLD_BRANCH))).isFalse();
    assertThat(perform(delete(from(OLD_BRANCH))).text("warning"))
        .contains("Call-ID not found or tags didn't match");
  }

  @Test
  void a_caller_ends_a_call_that_is_not_answered_whatever_branch_it_names() throws Exception {
    assertThat(ends(from(OLD_BRANCH))).isFalse();
    assertThat(ends(from(A) + to(OLD_BRANCH))).isTrue();
  }

  @Test
  void a_to_tag_beside_flags_in_one_text_counts_where_they_say_so() throws Exception {
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    String parties = from(A) + to(OLD_BRANCH);

    assertThat(ends(parties + "10:rtpp-flags13:to-tag delete")).isFalse();
    assertThat(ends(parties + "10:rtpp-flags6:delete")).isTrue();
  }

  @Test
  void a_branch_that_is_given_up_leaves_the_call_to_the_others() throws Exception {
    // Given: two at once, as far as a proxy names them.
    perform(KamailioBytes.delete("2"));
    perform(KamailioBytes.offer("3", HANDSET, MASKED + branch(1)));
    perform(KamailioBytes.offer("4", HANDSET, MASKED + branch(2)));

    // When: the first one is busy, the second one answers.
    boolean busy = ends(from(A) + to(OLD_BRANCH) + branch(1));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("5", TRUNK, A, B));

    // Then: its end is the call's, whichever way it is told.
    assertThat(busy).isFalse();
    assertThat(lines(answered)).contains("m=audio 30004 RTP/AVP 107 111");
    assertThat(ends(from(A) + branch(2))).isTrue();
  }

  @Test
  void a_party_ends_the_call_whatever_branches_there_were() throws Exception {
    perform(KamailioBytes.offer("2", HANDSET, MASKED + branch(1)));
    perform(KamailioBytes.offer("3", HANDSET, MASKED + branch(2)));
    perform(KamailioBytes.answer("4", TRUNK, A, B));

    assertThat(ends(from(A) + branch(3))).isTrue();
  }

  @Test
  void a_caller_who_was_offered_the_call_by_the_callee_may_cancel_it() throws Exception {
    // Given: an INVITE without SDP, whose 183 has the offer.
    perform(KamailioBytes.delete("2"));
    perform(KamailioBytes.offerAgain("3", HANDSET, B, A));

    // When: CANCEL has no to-tag.
    boolean ended = ends(from(A));

    // Then
    assertThat(ended).isTrue();
  }

  @Test
  void a_call_left_to_branches_that_nobody_answers_ends_after_three_minutes() throws Exception {
    // Given: challenged by 407, the caller calls again under another branch, and cancels that.
    perform(KamailioBytes.delete("2"));
    perform(KamailioBytes.offer("3", HANDSET, MASKED + branch(1)));
    perform(KamailioBytes.offer("4", HANDSET, MASKED + branch(2)));
    Instant cancelled = NOW.plusSeconds(100);
    perform(delete(from(A) + branch(2)), cancelled);

    // When
    sessions.silent = Duration.ofSeconds(279);
    closeSilent(cancelled.plusSeconds(179));
    int before = calls.count();
    sessions.silent = Duration.ofSeconds(281);
    closeSilent(cancelled.plusSeconds(181));

    // Then
    assertThat(before).isEqualTo(1);
    assertThat(calls.count()).isZero();
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void a_next_branch_may_ring_as_long_as_the_first() throws Exception {
    // Given: of two branches one is busy.
    perform(KamailioBytes.offer("2", HANDSET, MASKED + branch(1)));
    perform(KamailioBytes.offer("3", HANDSET, MASKED + branch(2)));
    perform(delete(from(A) + branch(1)), NOW);

    // When
    perform(KamailioBytes.offer("4", HANDSET, MASKED + branch(3)));
    sessions.silent = Duration.ofSeconds(599);
    closeSilent(NOW.plusSeconds(599));

    // Then
    assertThat(calls.count()).isEqualTo(1);
  }

  private boolean ends(String tags) throws Exception {
    assertThat(perform(delete(tags)).text("result")).contains("ok");
    return sessions.all().isEmpty();
  }

  private static byte[] delete(String tags) {
    return KamailioBytes.octets("3 d7:call-id17:1-23978@127.0.0.1" + tags + "7:command6:deletee");
  }

  private static String from(String tag) {
    return "8:from-tag" + KamailioBytes.text(tag);
  }

  private static String branch(int number) {
    return "10:via-branch" + KamailioBytes.text("z9hG4bK." + number);
  }

  private static String to(String tag) {
    return "6:to-tag" + KamailioBytes.text(tag);
  }
}
