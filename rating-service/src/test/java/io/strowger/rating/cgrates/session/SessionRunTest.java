package io.strowger.rating.cgrates.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.cgrates.RpcJson;
import org.junit.jupiter.api.Test;

class SessionRunTest {
  private static final SessionRun BEGUN = SessionRun.begun(RpcJson.object());

  @Test
  void grants_that_nothing_is_reserved_for_add_up() {
    SessionRun run = BEGUN.granted(60, null).granted(30, null);

    assertThat(run.totalUsage()).isEqualTo(90);
    assertThat(run.lastUsage()).isEqualTo(30);
  }

  @Test
  void what_was_not_used_of_a_grant_is_taken_off() {
    SessionRun run = BEGUN.granted(60, null).granted(30, 25L);

    assertThat(run.totalUsage()).isEqualTo(55);
  }

  @Test
  void as_much_as_is_wanted_grants_no_certain_usage() {
    SessionRun run = BEGUN.granted(-1, null).granted(30, 10L);

    assertThat(run.totalUsage()).isEqualTo(40);
    assertThat(BEGUN.granted(-1, null).lastUsage()).isEqualTo(-1);
  }
}
