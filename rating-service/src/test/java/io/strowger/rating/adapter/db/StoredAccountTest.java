package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.adapter.db.StoredAccount.StoredEnd;
import org.junit.jupiter.api.Test;

class StoredAccountTest {
  @Test
  void an_extension_that_was_kept_before_is_read_though_no_gateway_sends_anybody_there_now() {
    StoredEnd kept = new StoredEnd(null, null, "-topup", "-ivr");

    EndOfMoney end = kept.end();

    assertThat(end).isEqualTo(new EndOfMoney.Transfer("-topup", "-ivr"));
    assertThat(StoredEnd.of(end)).isEqualTo(kept);
  }
}
