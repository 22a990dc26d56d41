package io.strowger.routing.hunt;

import static io.strowger.routing.hunt.HuntPolicyTest.CALL;
import static io.strowger.routing.hunt.HuntPolicyTest.table;
import static io.strowger.routing.hunt.OneHunt.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.EarlyMedia;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.relay.Transcoders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelayedCallsTest {
  private static final String AMR_OFFER =
      "v=0\r\nc=IN IP4 192.0.2.7\r\nm=audio 4000 RTP/AVP 104 110\r\na=rtpmap:104 AMR/8000\r\n"
          + "a=rtpmap:110 telephone-event/8000\r\n";
  private static final String G711_OFFER =
      "v=0\r\nm=audio 4000 RTP/AVP 8 104\r\na=rtpmap:104 AMR/8000\r\n";
  private static final RelayPlace PLACE = new RelayPlace("192.0.2.1", 30_000, 30_002);
  private static final Instant STARTED_ANEW = NOW.plusSeconds(15);
  private static final Carrier G711 = carrier("g711", "PCMA");
  private static final Carrier AMR = carrier("amr", "AMR");

  private final Transcoders transcoders = new Transcoders();
  private final HuntPolicy policy =
      new HuntPolicy(
          "routing-0",
          HuntTimers.USUAL,
          new HuntPolicy.Calls(true, RingbackTone.EUROPE),
          transcoders);
  private @Nullable Hunt hunt;
  private List<Order> orders = List.of();

  @Test
  void an_amr_only_caller_gets_a_relay_with_room_before_a_carrier_that_takes_g711() {
    // Given
    status("busy", 0.1, NOW);
    status("idle", 0.9, NOW);

    // When
    park(AMR_OFFER, table(G711));

    // Then
    TranscodingRequest.AllocateRelay asked = request(TranscodingRequest.AllocateRelay.class);
    assertThat(asked.callerSdp()).isEqualTo(AMR_OFFER);
    assertThat(asked.trunkCodecs()).containsExactly("PCMA");
    assertThat(asked.head().relay()).isEqualTo("idle");

    allocated(asked, "idle");
    assertThat(bridge().callerSdp()).isEqualTo("to caller");
    assertThat(bridge().trunkSdp()).isEqualTo("to trunk");
    assertThat(bridge().media()).isEqualTo(MediaPath.RELAY_WITH_EARLY_MEDIA);
  }

  @Test
  void a_carrier_of_ipv6_is_asked_for_as_such_of_one_transcoder_after_the_other() {
    // Given
    status("t-0", 0.9, NOW);
    status("t-1", 0.5, NOW);
    park(AMR_OFFER, table(of(G711, AddressFamily.IP6)));
    TranscodingRequest.AllocateRelay first = request(TranscodingRequest.AllocateRelay.class);
    assertThat(first.trunkFamily()).isEqualTo(AddressFamily.IP6);

    // When
    refused(first, "t-0", RelayRefusal.NO_ADDRESS_OF_FAMILY);

    // Then
    TranscodingRequest.AllocateRelay second = request(TranscodingRequest.AllocateRelay.class);
    assertThat(second.head().relay()).isEqualTo("t-1");
    assertThat(second.trunkFamily()).isEqualTo(AddressFamily.IP6);
  }

  @Test
  void a_carrier_that_the_callers_relay_does_not_reach_is_skipped() {
    // Given: the caller was told the relay's address, and the first carrier failed.
    Carrier elsewhere = of(carrier("g711-6", "PCMA"), AddressFamily.IP6);
    relayedTo(G711, elsewhere, carrier("third", "PCMA"));
    failed("NORMAL_TEMPORARY_FAILURE", 503);

    // When
    refused(
        request(TranscodingRequest.AllocateRelay.class), "t-0", RelayRefusal.NO_ADDRESS_OF_FAMILY);

    // Then
    allocated(request(TranscodingRequest.AllocateRelay.class), "t-0");
    assertThat(bridge().dial().carrier()).hasToString("third");
  }

  @Test
  void the_shorter_way_is_a_carriers_choice() {
    park(AMR_OFFER, table(quiet(G711)));
    allocated(request(TranscodingRequest.AllocateRelay.class), "t-0");

    assertThat(bridge().media()).isEqualTo(MediaPath.RELAY);
  }

  @Test
  void ringback_is_played_while_the_far_end_rings_and_its_media_take_over() {
    relayedTo(G711);

    take(policy.rang(hunt, new CallEvent.LegRang(head("b"), LegRole.B_LEG, false, null), NOW));
    assertThat(request(TranscodingRequest.PlayRingback.class).tone())
        .isEqualTo(RingbackTone.EUROPE);

    take(policy.rang(hunt, new CallEvent.LegRang(head("b"), LegRole.B_LEG, true, "early"), NOW));
    assertThat(request(TranscodingRequest.ConnectTrunk.class).trunkSdp()).isEqualTo("early");

    take(policy.answered(hunt, answered("answer"), NOW));
    assertThat(request(TranscodingRequest.ConnectTrunk.class).trunkSdp()).isEqualTo("answer");
    assertThat(orders).hasSize(2);
    take(policy.callerGone(hunt, NOW));
    assertThat(request(TranscodingRequest.ReleaseRelay.class)).isNotNull();
  }

  @Test
  void without_early_media_the_callers_phone_rings_itself() {
    relayedTo(quiet(G711));

    take(policy.rang(hunt, new CallEvent.LegRang(head("b"), LegRole.B_LEG, false, null), NOW));

    assertThat(orders).isEmpty();
  }

  @Test
  void hold_and_other_offers_of_either_leg_reach_the_relay() {
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));

    var anew = new CallEvent.LegOfferedAnew(head(CALL.value()), LegRole.A_LEG);
    take(policy.offeredAnew(hunt, anew, NOW));
    LegCommand.QueryLeg query = query();
    assertThat(query.names()).containsExactly("variable_switch_r_sdp");

    take(policy.executed(hunt, queried(query, Map.of("variable_switch_r_sdp", "held")), NOW));

    TranscodingRequest.DescribeLeg described = request(TranscodingRequest.DescribeLeg.class);
    assertThat(described.leg()).isEqualTo(RelayedLeg.CALLER);
    assertThat(described.sdp()).isEqualTo("held");
  }

  @Test
  void a_question_for_an_offer_that_came_back_is_put_to_the_gateway_that_serves_the_call() {
    // Given
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));
    take(policy.offeredAnew(hunt, new CallEvent.LegOfferedAnew(head("b"), LegRole.B_LEG), NOW));

    for (int time = 1; time <= 5; time++) {
      LegCommand.QueryLeg asked = query();

      // When
      take(policy.executed(hunt, ended(asked, CommandOutcome.NOT_OWNER, null, 99), NOW));
      if (time > 1) {
        assertThat(orders).as("after a moment").isEmpty();
        take(policy.waitedTooLong(Objects.requireNonNull(hunt), NOW.plusSeconds(1)));
      }

      // Then
      assertThat(query().head().epoch()).isEqualTo(99);
      assertThat(query().head().legId()).isEqualTo(new LegId("b"));
      assertThat(query().head().commandId()).isNotEqualTo(asked.head().commandId());
      assertThat(query().names()).isEqualTo(asked.names());
    }
    LegCommand.QueryLeg last = query();
    take(policy.executed(hunt, ended(last, CommandOutcome.NOT_OWNER, null, 99), NOW));
    assertThat(orders).as("not for ever").isEmpty();
    take(policy.executed(hunt, queried(last, Map.of("variable_switch_r_sdp", "moved")), NOW));
    assertThat(request(TranscodingRequest.DescribeLeg.class).leg()).isEqualTo(RelayedLeg.TRUNK);
  }

  private LegCommand.QueryLeg query() {
    return (LegCommand.QueryLeg) ((Order.Command) orders.getFirst()).command();
  }

  private static CommandResult queried(LegCommand.QueryLeg query, Map<String, String> values) {
    return ended(query, CommandOutcome.COMPLETED, values, 77);
  }

  private static CommandResult ended(
      LegCommand.QueryLeg query,
      CommandOutcome outcome,
      @Nullable Map<String, String> values,
      long epoch) {
    return new CommandResult(
        query.head().commandId(),
        "query_leg",
        CALL,
        query.head().legId(),
        query.head().switchId(),
        NOW,
        outcome,
        null,
        null,
        null,
        null,
        null,
        null,
        values,
        3,
        epoch);
  }

  @Test
  void a_far_end_that_speaks_amr_is_connected_directly() {
    park(AMR_OFFER, table(AMR));

    assertThat(bridge().media()).isEqualTo(MediaPath.DIRECT);
    assertThat(bridge().callerSdp()).isNull();
    assertThat(bridge().dial().codecs()).isEmpty();
  }

  @Test
  void once_the_caller_heard_the_relay_even_an_amr_carrier_is_reached_through_it() {
    // Given
    relayedTo(G711, AMR);

    // When
    failed("NORMAL_TEMPORARY_FAILURE", 503);

    // Then
    TranscodingRequest.AllocateRelay asked = request(TranscodingRequest.AllocateRelay.class);
    assertThat(asked.trunkCodecs()).containsExactly("AMR");
    assertThat(asked.head().relay()).as("who has the call's relay, and no other").isEqualTo("t-0");
    allocated(asked, "t-0");
    assertThat(bridge().media()).isEqualTo(MediaPath.RELAY_WITH_EARLY_MEDIA);
    assertThat(bridge().dial().carrier()).hasToString("amr");
  }

  @Test
  void a_relay_is_given_back_once_a_carrier_is_called_without_it() {
    // Given: the caller was not told of the relay yet, and the carrier that needed it failed.
    relayedTo(quiet(G711), AMR);
    failed("NORMAL_TEMPORARY_FAILURE", 503);
    assertThat(bridge().media()).isEqualTo(MediaPath.DIRECT);
    assertThat(request(TranscodingRequest.ReleaseRelay.class)).isNotNull();

    // When: it says nevertheless that nobody speaks through it.
    take(policy.answered(hunt, answered("answer"), NOW));
    silent("t-0");

    // Then
    assertThat(orders).as("the call goes on").isEmpty();
  }

  @Test
  void a_relay_that_the_call_does_not_speak_through_may_fall_silent() {
    // Given: the caller was told the relay's address, and is called past it.
    relayedTo(G711, carrier("wide", "OPUS"));
    failed("NORMAL_TEMPORARY_FAILURE", 503);
    assertThat(bridge().media()).isEqualTo(MediaPath.SWITCH);
    take(policy.answered(hunt, answered("answer"), NOW));

    // When
    silent("t-0");

    // Then
    assertThat(orders).as("the call goes on").isEmpty();
  }

  @Test
  void a_relay_of_another_transcoder_may_fall_silent() {
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));

    silent("t-1");

    assertThat(orders).as("the call goes on").isEmpty();
  }

  @Test
  void a_caller_with_g711_needs_no_relay() {
    park(G711_OFFER, table(G711));

    assertThat(bridge().media()).isEqualTo(MediaPath.SWITCH);
    assertThat(bridge().dial().codecs()).containsExactly("PCMA");
  }

  @Test
  void a_transcoder_without_room_or_answer_sends_the_request_to_the_next() {
    // Given
    status("one", 0.9, NOW);
    status("two", 0.5, NOW);
    status("three", 0.4, NOW);
    park(AMR_OFFER, table(G711, AMR));
    TranscodingRequest.AllocateRelay first = request(TranscodingRequest.AllocateRelay.class);

    // When: the first is full, the second silent.
    refused(first, "one", RelayRefusal.NO_ROOM);
    TranscodingRequest.AllocateRelay second = request(TranscodingRequest.AllocateRelay.class);
    take(policy.waitedTooLong(Objects.requireNonNull(hunt), NOW.plusSeconds(3)));
    TranscodingRequest.AllocateRelay third = request(TranscodingRequest.AllocateRelay.class);
    allocated(second, "two");

    // Then: what the second gives now is given back.
    assertThat(second.head().relay()).isEqualTo("two");
    assertThat(third.head().relay()).isEqualTo("three");
    assertThat(request(TranscodingRequest.ReleaseRelay.class).head().relay()).isEqualTo("two");
    allocated(third, "three");
    assertThat(bridge().dial().carrier()).hasToString("g711");
  }

  @Test
  void what_a_transcoder_gave_late_is_not_taken_from_a_call_that_it_is_asked_for_again() {
    // Given: it was silent for the first carrier, and the second does not take the call.
    status("one", 0.9, NOW);
    park(AMR_OFFER, table(G711, AMR, carrier("g711-b", "PCMA")));
    TranscodingRequest.AllocateRelay first = request(TranscodingRequest.AllocateRelay.class);
    take(policy.waitedTooLong(Objects.requireNonNull(hunt), NOW.plusSeconds(3)));
    assertThat(request(TranscodingRequest.ReleaseRelay.class))
        .as("nobody is to keep what it gives now")
        .satisfies(release -> assertThat(release.head().relay()).isNull());
    assertThat(bridge().dial().carrier()).hasToString("amr");
    failed("NORMAL_TEMPORARY_FAILURE", 503);
    TranscodingRequest.AllocateRelay second = request(TranscodingRequest.AllocateRelay.class);

    // When
    allocated(first, "one");

    // Then
    assertThat(orders).isEmpty();
    allocated(second, "one");
    assertThat(bridge().dial().carrier()).hasToString("g711-b");
    assertThat(bridge().callerSdp()).isEqualTo("to caller");
  }

  @Test
  void without_a_relay_a_carrier_that_takes_amr_is_tried_else_the_call_is_refused() {
    park(AMR_OFFER, table(G711, AMR));
    refused(request(TranscodingRequest.AllocateRelay.class), "t-0", RelayRefusal.NO_ROOM);
    assertThat(bridge().dial().carrier()).hasToString("amr");
    assertThat(bridge().callerSdp()).isNull();

    hunt = null;
    park(AMR_OFFER, table(G711));
    refused(request(TranscodingRequest.AllocateRelay.class), "t-0", RelayRefusal.NO_USABLE_CODEC);
    assertThat(request(TranscodingRequest.ReleaseRelay.class)).isNotNull();
    assertThat(hangUp()).isEqualTo(new HangupCause("BEARERCAPABILITY_NOTAVAIL"));
  }

  @Test
  void a_lost_transcoders_relay_is_restored_at_the_same_place() {
    // Given
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));
    Instant later = NOW.plusSeconds(20);

    // When: nobody has that address, then somebody has.
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later));
    assertThat(orders).isEmpty();
    status("heir", 0.5, later);
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later));

    // Then
    TranscodingRequest.RestoreRelay restore = request(TranscodingRequest.RestoreRelay.class);
    assertThat(restore.head().relay()).isEqualTo("heir");
    assertThat(restore.place()).isEqualTo(PLACE);
    assertThat(restore.callerSdp()).isEqualTo(AMR_OFFER);
    assertThat(restore.trunkSdp()).isEqualTo("answer");
    Hunt.Relay relay = Objects.requireNonNull(Objects.requireNonNull(hunt).relay());
    assertThat(Objects.requireNonNull(relay.holder()).transcoder()).isEqualTo("heir");
  }

  @Test
  void a_relay_is_lost_until_somebody_says_that_it_has_it_and_is_asked_for_again() {
    // Given
    Instant later = NOW.plusSeconds(20);
    var first = answeredAndLost(later);
    assertThat(holder().startedAt()).isEqualTo(Instant.EPOCH);

    // When: nothing is said.
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later.plusSeconds(4)));
    assertThat(orders).as("not at every look").isEmpty();
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later.plusSeconds(5)));
    var second = request(TranscodingRequest.RestoreRelay.class);

    // Then
    assertThat(second.head().relay()).isEqualTo("heir");
    assertThat(second.head().requestId()).isNotEqualTo(first.head().requestId());
    assertThat(second.place()).isEqualTo(PLACE);
    take(policy.relayed(hunt, given(first.head().requestId(), "heir"), later.plusSeconds(6)));
    assertThat(holder()).isEqualTo(new Hunt.RelayHolder("heir", STARTED_ANEW, PLACE, null));
    assertThat(orders).isEmpty();
    take(policy.relayed(hunt, given(second.head().requestId(), "heir"), later.plusSeconds(7)));
    assertThat(orders).as("it is the same").isEmpty();
    take(policy.relayed(hunt, given(second.head().requestId(), "other"), later.plusSeconds(8)));
    assertThat(request(TranscodingRequest.ReleaseRelay.class).head().relay()).isEqualTo("other");
  }

  @Test
  void who_says_that_it_has_the_relay_has_it_though_another_refused_it_meanwhile() {
    // Given
    Instant later = NOW.plusSeconds(20);
    RequestId first = answeredAndLost(later).head().requestId();
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later.plusSeconds(5)));
    RequestId second = request(TranscodingRequest.RestoreRelay.class).head().requestId();

    // When
    take(
        policy.relayed(
            hunt,
            new TranscodingReply.RelayRefused(
                reply(second.value(), "other"), RelayRefusal.PLACE_NOT_FREE, "in use"),
            later.plusSeconds(5)));
    take(policy.relayed(hunt, given(first, "heir"), later.plusSeconds(5)));

    // Then
    assertThat(holder()).isEqualTo(new Hunt.RelayHolder("heir", STARTED_ANEW, PLACE, null));
    assertThat(orders).isEmpty();
  }

  @Test
  void who_gave_a_relay_at_another_place_has_not_restored_it() {
    // Given
    Instant later = NOW.plusSeconds(20);
    RequestId restore = answeredAndLost(later).head().requestId();

    // When
    RelayPlace elsewhere = new RelayPlace("192.0.2.1", 30_004, 30_006);
    take(
        policy.relayed(
            hunt,
            new TranscodingReply.RelayAllocated(
                reply(restore.value(), "heir"), "to caller", "to trunk", elsewhere, STARTED_ANEW),
            later));

    // Then
    assertThat(holder().startedAt()).isEqualTo(Instant.EPOCH);
    assertThat(holder().place()).isEqualTo(PLACE);
  }

  /** An answered call's transcoder is lost, and an heir asked to restore the relay. */
  private TranscodingRequest.RestoreRelay answeredAndLost(Instant now) {
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));
    status("heir", 0.5, now);
    take(policy.transcoderLost(Objects.requireNonNull(hunt), now));
    return request(TranscodingRequest.RestoreRelay.class);
  }

  private Hunt.RelayHolder holder() {
    Hunt.Relay relay = Objects.requireNonNull(Objects.requireNonNull(hunt).relay());
    return Objects.requireNonNull(relay.holder());
  }

  private static TranscodingReply.RelayAllocated given(RequestId request, String transcoder) {
    return new TranscodingReply.RelayAllocated(
        reply(request.value(), transcoder), "to caller", "to trunk", PLACE, STARTED_ANEW);
  }

  @Test
  void a_relay_is_restored_with_what_the_caller_was_answered_and_has_offered_since() {
    // Given: the caller has held the call, and the trunk has moved.
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));
    offered(head(CALL.value()), LegRole.A_LEG, "held");
    offered(head("b"), LegRole.B_LEG, "moved");
    Instant later = NOW.plusSeconds(20);
    status("heir", 0.5, later);

    // When
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later));

    // Then
    TranscodingRequest.RestoreRelay restore = request(TranscodingRequest.RestoreRelay.class);
    assertThat(restore.callerSdp()).isEqualTo(AMR_OFFER);
    assertThat(restore.callerAnswer()).isEqualTo("to caller");
    assertThat(restore.trunkSdp()).isEqualTo("moved");
    TranscodingRequest.DescribeLeg described = request(TranscodingRequest.DescribeLeg.class);
    assertThat(described.leg()).isEqualTo(RelayedLeg.CALLER);
    assertThat(described.sdp()).isEqualTo("held");
    assertThat(orders).hasSize(2).element(0).isInstanceOf(Order.Transcoding.class);
  }

  @Test
  void a_relay_that_could_not_be_restored_is_tried_again() {
    // Given
    Instant later = NOW.plusSeconds(20);
    var restore = answeredAndLost(later);

    // When
    take(
        policy.relayed(
            hunt,
            new TranscodingReply.RelayRefused(
                reply(restore.head().requestId().value(), "heir"),
                RelayRefusal.PLACE_NOT_FREE,
                "in use"),
            later));

    // Then: nobody who lives is said to have it.
    Hunt.Relay relay = Objects.requireNonNull(Objects.requireNonNull(hunt).relay());
    assertThat(Objects.requireNonNull(relay.holder()).startedAt()).isEqualTo(Instant.EPOCH);
    assertThat(orders).isEmpty();
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later.plusSeconds(1)));
    assertThat(request(TranscodingRequest.RestoreRelay.class).place()).isEqualTo(PLACE);
  }

  @Test
  void a_call_whose_transcoder_came_back_at_another_address_is_ended() {
    // Given
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));
    Instant later = NOW.plusSeconds(20);

    // When: another one of another address lives, then the lost one does.
    statusAt("192.0.2.8", "other", later);
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later));
    assertThat(orders).as("it may yet come back where it was").isEmpty();
    statusAt("192.0.2.9", "t-0", later);
    take(policy.transcoderLost(Objects.requireNonNull(hunt), later));

    // Then
    assertThat(hangUp()).isEqualTo(new HangupCause("MEDIA_TIMEOUT"));
    assertThat(orders).hasSize(1);
    assertThat(Objects.requireNonNull(hunt).stage()).isEqualTo(Stage.ENDED);
  }

  private void offered(io.strowger.contracts.call.EventHead head, LegRole role, String sdp) {
    take(policy.offeredAnew(hunt, new CallEvent.LegOfferedAnew(head, role), NOW));
    take(policy.executed(hunt, queried(query(), Map.of("variable_switch_r_sdp", sdp)), NOW));
  }

  @Test
  void a_call_whose_relay_fell_silent_is_ended() {
    relayedTo(G711);
    take(policy.answered(hunt, answered("answer"), NOW));

    silent("t-0");

    assertThat(hangUp()).isEqualTo(new HangupCause("MEDIA_TIMEOUT"));
  }

  private void silent(String transcoder) {
    MediaQuality quality = new MediaQuality("AMR", 0, 0, 0, 0, 0, 0, null, null, null);
    take(
        policy.relayed(
            hunt,
            new TranscodingReply.RelayReleased(reply("any", transcoder), true, quality, quality),
            NOW));
  }

  private void relayedTo(Carrier... carriers) {
    park(AMR_OFFER, table(carriers));
    allocated(request(TranscodingRequest.AllocateRelay.class), "t-0");
  }

  private void park(String sdp, RouteTable routes) {
    take(policy.parked(hunt, HuntPolicyTest.parked(null, sdp), routes, NOW));
  }

  private void allocated(TranscodingRequest.AllocateRelay asked, String transcoder) {
    take(
        policy.relayed(
            hunt,
            new TranscodingReply.RelayAllocated(
                reply(asked.head().requestId().value(), transcoder),
                "to caller",
                "to trunk",
                PLACE,
                NOW),
            NOW));
  }

  private void refused(
      TranscodingRequest.AllocateRelay asked, String transcoder, RelayRefusal reason) {
    take(
        policy.relayed(
            hunt,
            new TranscodingReply.RelayRefused(
                reply(asked.head().requestId().value(), transcoder), reason, "so"),
            NOW));
  }

  private static TranscodingReply.Head reply(String request, String transcoder) {
    return new TranscodingReply.Head(new RequestId(request), CALL, transcoder, NOW);
  }

  private void failed(String cause, int status) {
    Hunt now = Objects.requireNonNull(hunt);
    take(
        policy.executed(
            hunt,
            new CommandResult(
                Orders.bridgeId(now),
                "bridge_call",
                CALL,
                new LegId(CALL.value()),
                new SwitchId("fs-1"),
                NOW,
                CommandOutcome.FAILED,
                new HangupCause(cause),
                new SipStatus(status),
                null,
                null,
                now.attempt(),
                null,
                null,
                3,
                77),
            NOW));
  }

  private void take(Decision decision) {
    hunt = decision.hunt();
    orders = decision.orders();
  }

  private <T> T request(Class<T> type) {
    return orders.stream()
        .filter(Order.Transcoding.class::isInstance)
        .map(order -> ((Order.Transcoding) order).request())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + orders));
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

  private void status(String name, double headRoom, Instant at) {
    status(PLACE.mediaAddress(), name, headRoom, at);
  }

  private void statusAt(String address, String name, Instant at) {
    status(address, name, 0.5, at);
  }

  private void status(String address, String name, double headRoom, Instant at) {
    transcoders.heard(
        new TranscoderStatus(
            name, NOW, at, address, null, true, 0, 1, headRoom, 100, List.of("AMR")));
  }

  private static CallEvent.LegAnswered answered(String sdp) {
    return new CallEvent.LegAnswered(head("b"), LegRole.B_LEG, NOW, sdp);
  }

  private static io.strowger.contracts.call.EventHead head(String leg) {
    return HuntPolicyTest.head(leg, 9);
  }

  private static Carrier carrier(String id, String codec) {
    return HuntPolicyTest.carrier(id, List.of(codec));
  }

  private static Carrier of(Carrier carrier, AddressFamily family) {
    return new Carrier(
        carrier.id(),
        carrier.trunk(),
        carrier.codecs(),
        carrier.originateTimeoutSeconds(),
        carrier.progressTimeoutSeconds(),
        carrier.translation(),
        true,
        null,
        family);
  }

  private static Carrier quiet(Carrier carrier) {
    return new Carrier(
        carrier.id(),
        carrier.trunk(),
        carrier.codecs(),
        carrier.originateTimeoutSeconds(),
        carrier.progressTimeoutSeconds(),
        carrier.translation(),
        true,
        EarlyMedia.NOT_HEARD,
        null);
  }
}
