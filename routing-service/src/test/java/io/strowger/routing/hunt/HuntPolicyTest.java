package io.strowger.routing.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.Route;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.number.NumberTranslation;
import io.strowger.routing.relay.Transcoders;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HuntPolicyTest extends OneHunt {
  static final CallId CALL = new CallId("32d2b63d-851b-46d1-8b6d-2fc732b6ceb1");
  private static final LegId LEG = new LegId(CALL.value());
  private static final SwitchId SWITCH = new SwitchId("fs-1");

  @Test
  void a_charged_caller_is_authorised_before_the_first_attempt() {
    park("1001", null, table());

    assertThat(orders).singleElement().isInstanceOf(Order.Charging.class);
    var request = (ChargingRequest.AuthorizeCall) ((Order.Charging) orders.getFirst()).request();
    assertThat(request.destination()).isEqualTo("61255500100");
    assertThat(request.returnPartition()).isEqualTo(3);
    assertThat(request.returnEpoch()).isEqualTo(77);
  }

  @Test
  void where_the_dialplan_sent_the_caller_is_what_is_asked_for_and_not_the_number_first_dialled() {
    CallEvent.CallParked direct = parked("1001", null, "1800123456");

    take(
        policy.parked(
            null,
            new CallEvent.CallParked(
                direct.head(),
                direct.leg().sentOn("61255500100"),
                direct.offeredSdp(),
                direct.context(),
                direct.answered(),
                direct.variables()),
            table(),
            NOW));

    var request = (ChargingRequest.AuthorizeCall) ((Order.Charging) orders.getFirst()).request();
    assertThat(request.destination()).isEqualTo("61255500100");
  }

  @Test
  void commands_go_to_the_gateway_that_has_taken_the_call_over() {
    park(null, null, table());
    take(
        policy.takenOver(
            hunt,
            new CallEvent.LegTakenOver(
                new EventHead(new EventId("taken"), CALL, LEG, SWITCH, NOW, 1, 99))));

    take(policy.executed(hunt, result(CommandOutcome.EXPIRED, null, null), NOW));

    assertThat(Objects.requireNonNull(hunt).caller().partition()).isEqualTo(1);
    assertThat(((Order.Command) orders.getFirst()).command().head().epoch()).isEqualTo(99);
  }

  @Test
  void a_caller_without_an_account_is_dialled_at_once() {
    park(null, null, table());

    assertThat(bridge().dial().carrier()).hasToString("first");
    assertThat(bridge().grantSeconds()).isNull();
  }

  @Test
  void a_caller_without_an_account_is_refused_where_the_operator_says_so() {
    HuntPolicy strict =
        new HuntPolicy(
            "routing-0",
            HuntTimers.USUAL,
            new HuntPolicy.Calls(false, RingbackTone.EUROPE),
            new Transcoders());

    take(strict.parked(null, parked(null, null), table(), NOW));

    assertRefused(Refusal.NO_ACCOUNT);
  }

  @Test
  void the_grant_goes_with_every_attempt() {
    park("1001", null, table());
    authorised();

    assertThat(bridge().grantSeconds()).isEqualTo(60);
    assertThat(bridge().grantGroup()).isEqualTo("g-1");
    failed("NORMAL_TEMPORARY_FAILURE", 503);
    assertThat(bridge().dial().carrier()).hasToString("second");
    assertThat(bridge().dial().attempt()).isEqualTo(2);
    assertThat(bridge().grantGroup()).isEqualTo("g-1");
  }

  @Test
  void of_a_caller_who_had_been_answered_before_rating_and_the_switch_are_told() {
    CallEvent.CallParked parked = parked("1001", null);
    take(
        policy.parked(
            null,
            new CallEvent.CallParked(
                parked.head(), parked.leg(), null, parked.context(), true, parked.variables()),
            table(),
            NOW));

    var request = (ChargingRequest.AuthorizeCall) ((Order.Charging) orders.getFirst()).request();
    assertThat(request.answeredBefore()).isEqualTo(NOW);
    authorised();
    assertThat(bridge().callerAnswered()).isTrue();
  }

  @Test
  void what_rating_gives_the_callers_leg_to_carry_goes_with_every_attempt() {
    park("1001", null, table());
    assertThat(bridgeAfter(Map.of("strowger_unbooked", "unanswered")).callerVariables())
        .containsExactly(Map.entry("strowger_unbooked", "unanswered"));
    assertThat(bridge().callerAnswered()).isNull();
    failed("NORMAL_TEMPORARY_FAILURE", 503);

    assertThat(bridge().callerVariables()).containsKey("strowger_unbooked");
  }

  private CallCommand.BridgeCall bridgeAfter(Map<String, String> callerVariables) {
    take(
        policy.charged(
            hunt,
            new ChargingDecision.CallAuthorized(
                decisionHead(), 60, "g-1", Currency.getInstance("EUR"), 1_000_000, callerVariables),
            NOW));
    return bridge();
  }

  @Test
  void a_busy_number_ends_the_hunt_and_the_caller_hears_it() {
    park(null, null, table());
    failed("USER_BUSY", 486);

    assertThat(hangUp()).hasToString("USER_BUSY");
    assertThat(now().stage()).isEqualTo(Stage.ENDED);
  }

  @Test
  void a_carrier_that_wants_no_calls_of_ours_is_left_for_the_next() {
    // FreeSWITCH's cause is the same for each.
    for (int status : List.of(401, 402, 403, 407)) {
      hunt = null;
      park(null, null, table());
      failed("CALL_REJECTED", status);

      assertThat(bridge().dial().carrier()).hasToString("second");
    }
  }

  @Test
  void what_the_called_party_said_is_not_asked_again_of_another_carrier() {
    // A phone's rejection may come as a 480 with its cause in the Reason header.
    Map<Integer, String> said =
        Map.of(
            480, "CALL_REJECTED",
            486, "USER_BUSY",
            600, "USER_BUSY",
            603, "CALL_REJECTED",
            608, "CALL_REJECTED");
    said.forEach((status, cause) -> {
      hunt = null;
      park(null, null, table());
      failed(cause, status);

      assertThat(hangUp()).hasToString(cause);
      assertThat(now().stage()).isEqualTo(Stage.ENDED);
    });
  }

  @Test
  void a_carrier_that_does_not_even_ring_is_left_for_the_next() {
    park(null, null, table());
    failed("PROGRESS_TIMEOUT", 487);

    assertThat(bridge().dial().carrier()).hasToString("second");
  }

  @Test
  void when_no_carrier_is_left_the_caller_hears_the_last_cause() {
    park(null, null, table());
    failed("NORMAL_TEMPORARY_FAILURE", 503);
    failed("NETWORK_OUT_OF_ORDER", 502);

    assertThat(hangUp()).hasToString("NETWORK_OUT_OF_ORDER");
  }

  @Test
  void without_a_route_or_a_number_the_call_is_refused() {
    park("1001", null, RouteTable.EMPTY);
    assertRefused(Refusal.NO_ROUTE);

    hunt = null;
    take(policy.parked(null, parked("1001", null, "${api(system)}"), table(), NOW));
    assertRefused(Refusal.INVALID_NUMBER);
  }

  @Test
  void a_number_that_a_carrier_cannot_be_given_goes_to_the_next_or_is_refused() {
    Carrier plus = carrier("plus", new NumberTranslation(0, "+"), List.of());
    Carrier plain = carrier("plain", List.of());
    take(policy.parked(null, parked(null, null, "+61255500100"), table(plus, plain), NOW));
    assertThat(bridge().dial().carrier()).hasToString("plain");

    take(policy.parked(null, parked(null, null, "+61255500100"), table(plus), NOW));
    assertRefused(Refusal.NO_ROUTE);
  }

  @Test
  void a_caller_without_money_is_refused_and_the_reason_is_left_on_the_leg() {
    park("1001", null, table());
    take(
        policy.charged(
            hunt,
            new ChargingDecision.CallRefused(decisionHead(), ChargingRefusal.BALANCE_TOO_LOW),
            NOW));

    assertRefused(Refusal.BALANCE_TOO_LOW);
  }

  @Test
  void when_rating_is_silent_the_call_is_refused() {
    park("1001", null, table());
    assertThat(now().deadline()).isAfter(NOW);

    take(policy.waitedTooLong(now(), NOW.plusSeconds(3)));

    assertRefused(Refusal.RATING_UNAVAILABLE);
  }

  @Test
  void a_caller_who_gives_up_ends_the_hunt_and_late_results_change_nothing() {
    park(null, null, table());
    take(policy.callerGone(hunt, NOW));
    assertThat(orders).isEmpty();

    failed("ORIGINATOR_CANCEL", 487);

    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ENDED);
  }

  @Test
  void an_expired_command_is_the_end_but_an_unknown_result_is_not() {
    park(null, null, table());
    take(policy.executed(hunt, result(CommandOutcome.UNKNOWN, null, null), NOW));
    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);

    take(policy.executed(hunt, result(CommandOutcome.EXPIRED, null, null), NOW));
    assertThat(hangUp()).hasToString("NORMAL_TEMPORARY_FAILURE");
  }

  @Test
  void an_answered_attempt_may_last_for_ever() {
    park(null, null, table());
    var answered = new CallEvent.LegAnswered(head("b-leg", 9), LegRole.B_LEG, NOW, "v=0\r\n");

    take(policy.answered(hunt, answered, NOW));

    assertThat(now().deadline()).isNull();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);
  }

  @Test
  void a_park_of_long_ago_begins_nothing() {
    take(policy.parked(null, parked(null, null), table(), NOW.plusSeconds(120)));

    assertThat(hunt).isNull();
  }

  @Test
  void inputs_twice_or_in_any_order_dial_each_attempt_once() {
    for (long seed = 0; seed < 300; seed++) {
      // Given
      Random random = new Random(seed);
      hunt = null;
      List<UnaryOperator<@Nullable Hunt>> inputs = inputs();
      inputs.addAll(inputs());
      java.util.Collections.shuffle(inputs, random);
      inputs.addFirst(before -> take(policy.parked(before, parked("1001", null), table(), NOW)));
      List<String> dialled = new ArrayList<>();

      // When
      for (UnaryOperator<@Nullable Hunt> input : inputs) {
        input.apply(hunt);
        orders.stream()
            .filter(order -> order instanceof Order.Command(CallCommand.BridgeCall _))
            .map(order -> ((Order.Command) order).command().head().commandId().value())
            .forEach(dialled::add);
      }

      // Then
      assertThat(dialled).as("seed %d", seed).doesNotHaveDuplicates();
    }
  }

  private List<UnaryOperator<@Nullable Hunt>> inputs() {
    List<UnaryOperator<@Nullable Hunt>> inputs = new ArrayList<>();
    inputs.add(before -> take(policy.parked(before, parked("1001", null), table(), NOW)));
    inputs.add(before -> take(policy.charged(before, authorisation(), NOW)));
    inputs.add(before ->
        take(
            policy.executed(
                before, result(CommandOutcome.FAILED, "NORMAL_TEMPORARY_FAILURE", 503, 1), NOW)));
    inputs.add(before ->
        take(policy.executed(before, result(CommandOutcome.FAILED, "USER_BUSY", 486, 2), NOW)));
    return inputs;
  }

  private void park(@Nullable String account, @Nullable String sdp, RouteTable routes) {
    take(policy.parked(hunt, parked(account, sdp), routes, NOW));
  }

  private void authorised() {
    take(policy.charged(hunt, authorisation(), NOW));
  }

  private static ChargingDecision authorisation() {
    return new ChargingDecision.CallAuthorized(
        decisionHead(), 60, "g-1", Currency.getInstance("EUR"), 1_000_000);
  }

  private void failed(String cause, int status) {
    take(policy.executed(hunt, result(CommandOutcome.FAILED, cause, status), NOW));
  }

  private CallCommand.BridgeCall bridge() {
    return (CallCommand.BridgeCall) ((Order.Command) orders.getLast()).command();
  }

  private HangupCause hangUp() {
    return orders.stream()
        .filter(order -> order instanceof Order.Command(CallCommand.HangUpLeg _))
        .map(order -> ((CallCommand.HangUpLeg) ((Order.Command) order).command()).cause())
        .findFirst()
        .orElseThrow();
  }

  private void assertRefused(Refusal refusal) {
    var told = (CallCommand.SetVariables) ((Order.Command) orders.getFirst()).command();
    assertThat(told.variables()).isEqualTo(Map.of("strowger_refusal", refusal.name()));
    assertThat(hangUp()).isEqualTo(refusal.cause());
    assertThat(now().stage()).isEqualTo(Stage.ENDED);
  }

  private CommandResult result(
      CommandOutcome outcome, @Nullable String cause, @Nullable Integer status) {
    return result(outcome, cause, status, now().attempt());
  }

  private static CommandResult result(
      CommandOutcome outcome, @Nullable String cause, @Nullable Integer status, int attempt) {
    return new CommandResult(
        new io.strowger.contracts.id.CommandId(CALL + "-bridge-" + attempt),
        "bridge_call",
        CALL,
        LEG,
        SWITCH,
        NOW,
        outcome,
        cause == null ? null : new HangupCause(cause),
        status == null ? null : new SipStatus(status),
        null,
        null,
        attempt,
        null,
        null,
        3,
        77);
  }

  private static ChargingDecision.Head decisionHead() {
    return new ChargingDecision.Head(
        new io.strowger.contracts.id.RequestId(CALL + "-authorise"),
        CALL,
        new AccountId("1001"),
        NOW);
  }

  static CallEvent.CallParked parked(@Nullable String account, @Nullable String sdp) {
    return parked(account, sdp, "61255500100");
  }

  private static CallEvent.CallParked parked(
      @Nullable String account, @Nullable String sdp, String destination) {
    return new CallEvent.CallParked(
        head(CALL.value(), 1),
        new LegIdentity(
            LegRole.A_LEG,
            null,
            "61399990001",
            "Zoë",
            destination,
            null,
            null,
            account == null ? null : new AccountId(account),
            null,
            null),
        sdp,
        "public",
        false,
        Map.of());
  }

  static EventHead head(String leg, int sequence) {
    return new EventHead(new EventId("core:" + sequence), CALL, new LegId(leg), SWITCH, NOW, 3, 77);
  }

  static RouteTable table() {
    return table(carrier("first", List.of()), carrier("second", List.of()));
  }

  static RouteTable table(Carrier... carriers) {
    List<Route> routes = new ArrayList<>();
    for (Carrier carrier : carriers) {
      routes.add(new Route("61", carrier.id(), routes.size()));
    }
    return new RouteTable(List.of(carriers), routes);
  }

  static Carrier carrier(String id, List<String> codecs) {
    return carrier(id, new NumberTranslation(0, ""), codecs);
  }

  private static Carrier carrier(String id, NumberTranslation translation, List<String> codecs) {
    return new Carrier(
        new CarrierId(id), new Trunk("gateway/" + id), codecs, 30, 5, translation, true);
  }
}
