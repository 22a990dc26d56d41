package io.strowger.rating.charging;

import static io.strowger.rating.charging.Bench.NOW;
import static io.strowger.rating.charging.Bench.charged;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.LegCommand;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.account.Limits;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers who are sent to a menu when their money ends. */
class TransferAtEndTest {
  private static final Instant SENT = NOW.plusSeconds(59);

  private final Bench bench = new Bench();

  @BeforeEach
  void sendElsewhere() {
    bench.with(endingWith(new EndOfMoney.Transfer("*topup", "ivr+x")), 605_000);
    bench.authorise("call");
    bench.answer("call");
    bench.renew("call", 2, NOW.plusSeconds(45));
    bench.announce("call", SENT);
  }

  @Test
  void the_timer_goes_with_the_transfer_alone() {
    assertThat(bench.commands())
        .singleElement()
        .isInstanceOfSatisfying(
            LegCommand.TransferLeg.class,
            to -> {
              assertThat(to.extension()).isEqualTo("*topup");
              assertThat(to.context()).isEqualTo("ivr+x");
              assertThat(to.endsGroup()).isEqualTo("strowger-call-1");
            });
  }

  @Test
  void a_caller_who_was_sent_elsewhere_pays_for_the_call_alone() {
    bench.ended(transfer(), CommandOutcome.COMPLETED, 1, SENT);

    bench.settle("call", NOW, NOW.plusSeconds(300));

    assertThat(bench.charged().costMicros()).isEqualTo(590_000);
  }

  @Test
  void a_caller_who_could_not_be_sent_elsewhere_pays_until_the_timer_ends_the_call() {
    bench.ended(transfer(), CommandOutcome.FAILED, 1, SENT);

    assertThat(bench.answers).isEmpty();
    bench.settle("call", NOW, NOW.plusMillis(60_000));
    assertThat(bench.charged().costMicros()).isEqualTo(600_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "EXPIRED"})
  void a_caller_of_whom_it_is_not_known_pays_for_no_more_than_the_grant(CommandOutcome outcome) {
    bench.ended(transfer(), outcome, 1, SENT);

    bench.settle("call", NOW, NOW.plusSeconds(300));

    assertThat(bench.charged().costMicros()).isEqualTo(600_000);
  }

  @Test
  void a_transfer_that_came_back_is_made_by_the_gateway_that_serves_the_call() {
    // Given
    CallCommand first = transfer();

    // When
    bench.ended(first, CommandOutcome.NOT_OWNER, 99, SENT.plusMillis(100));
    bench.announce("call", SENT.plusMillis(100));

    // Then
    assertThat(transfer().head().commandId()).hasToString("call-transfer-again-1");
    assertThat(transfer().head().epoch()).isEqualTo(99);
    bench.ended(transfer(), CommandOutcome.COMPLETED, 99, SENT.plusMillis(200));
    bench.settle("call", NOW, NOW.plusSeconds(300));
    assertThat(bench.charged().costMicros()).as("of 59.2 s").isEqualTo(600_000);
  }

  @Test
  void a_leg_that_goes_by_another_name_is_sent_elsewhere_by_that_name() {
    // Given
    CallCommand first = transfer();
    bench.renamed("call", "call", "other", SENT);
    assertThat(transferOrTimer()).isInstanceOf(CallCommand.ScheduleHangUp.class);

    // When
    bench.ended(first, CommandOutcome.GONE, 1, SENT);
    bench.announce("call", SENT);

    // Then
    assertThat(transfer().head().legId()).hasToString("other");
  }

  private CallCommand transfer() {
    return (LegCommand.TransferLeg) transferOrTimer();
  }

  private CallCommand transferOrTimer() {
    List<CallCommand> commands = bench.commands();
    assertThat(commands).hasSize(1);
    return commands.getFirst();
  }

  private static AccountTerms endingWith(EndOfMoney end) {
    return charged(AccountMode.PREPAID, new AccountTerms.More("standard", Limits.NONE, end, null));
  }
}
