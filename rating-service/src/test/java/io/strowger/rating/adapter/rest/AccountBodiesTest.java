package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.adapter.rest.AccountBodies.TermsBody;
import io.strowger.rating.adapter.rest.AccountBodies.TransferToBody;
import org.junit.jupiter.api.Test;

class AccountBodiesTest {
  @Test
  void callers_are_sent_where_a_gateway_would_send_them_only() {
    assertThat(endingAt("*topup").terms().more().endOfMoney())
        .isEqualTo(new EndOfMoney.Transfer("*topup", "-ivr"));
    assertThatThrownBy(endingAt("-topup")::terms)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("extension must match");
  }

  private static TermsBody endingAt(String extension) {
    return new TermsBody(
        "EUR",
        "standard",
        true,
        null,
        true,
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        new TransferToBody(extension, "-ivr"),
        null);
  }
}
