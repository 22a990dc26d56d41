package io.strowger.transcoder.ng;

import static org.assertj.core.api.Assertions.assertThat;

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

  private boolean ends(String tags) throws Exception {
    Bencoded.Dictionary reply =
        perform(
            KamailioBytes.octets("3 d7:call-id17:1-23978@127.0.0.1" + tags + "7:command6:deletee"));
    assertThat(reply.text("result")).contains("ok");
    boolean ended = sessions.all().isEmpty();
    assertThat(reply.text("warning").isEmpty()).isEqualTo(ended);
    return ended;
  }

  private static String from(String tag) {
    return "8:from-tag" + KamailioBytes.text(tag);
  }

  private static String to(String tag) {
    return "6:to-tag" + KamailioBytes.text(tag);
  }
}
