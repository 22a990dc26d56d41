package io.strowger.cdr.assembly;

import io.strowger.contracts.cdr.AttemptRecord;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.ChargeRecord;
import io.strowger.contracts.cdr.LegRecord;
import io.strowger.contracts.cdr.RelayRecord;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call so far.
 *
 * @param created legs that came to be, by id, whether they ended or not
 * @param ended legs that ended
 * @param legless attempts that failed before a leg came to be
 * @param charge what it cost; absent while nobody told
 * @param refusal why it was refused before any attempt; absent if it was not
 * @param transcoded true when a media relay was given to it
 * @param relay how it went through the relay; absent until the relay told
 * @param seen legs that were heard of and have not ended yet
 * @param published the record as it was last published; absent before the first time
 * @param due when the record is published though something is missing, be it every word of the
 *     A-leg's end; absent after the first time
 */
public record CallAssembly(
    CallId call,
    SwitchId switchId,
    Set<String> created,
    List<LegRecord> ended,
    List<AttemptRecord> legless,
    @Nullable ChargeRecord charge,
    @Nullable String refusal,
    boolean transcoded,
    @Nullable RelayRecord relay,
    List<SeenLeg> seen,
    @Nullable CallDetailRecord published,
    @Nullable Instant due) {

  /** Assemblies of before legs were kept in mind have none. */
  public CallAssembly {
    seen = Objects.requireNonNullElse(seen, List.of());
  }

  static CallAssembly begin(CallId call, SwitchId switchId) {
    return new CallAssembly(
        call, switchId, Set.of(), List.of(), List.of(), null, null, false, null, List.of(), null,
        null);
  }

  CallAssembly on(SwitchId known) {
    return new CallAssembly(
        call,
        known,
        created,
        ended,
        legless,
        charge,
        refusal,
        transcoded,
        relay,
        seen,
        published,
        due);
  }

  CallAssembly withCreated(Set<String> legs) {
    return new CallAssembly(
        call,
        switchId,
        legs,
        ended,
        legless,
        charge,
        refusal,
        transcoded,
        relay,
        seen,
        published,
        due);
  }

  CallAssembly withEnded(List<LegRecord> legs) {
    return new CallAssembly(
        call,
        switchId,
        created,
        legs,
        legless,
        charge,
        refusal,
        transcoded,
        relay,
        seen,
        published,
        due);
  }

  CallAssembly withLegless(List<AttemptRecord> attempts) {
    return new CallAssembly(
        call,
        switchId,
        created,
        ended,
        attempts,
        charge,
        refusal,
        transcoded,
        relay,
        seen,
        published,
        due);
  }

  CallAssembly withCharge(ChargeRecord told) {
    return new CallAssembly(
        call,
        switchId,
        created,
        ended,
        legless,
        told,
        refusal,
        transcoded,
        relay,
        seen,
        published,
        due);
  }

  CallAssembly withRefusal(String told) {
    return new CallAssembly(
        call,
        switchId,
        created,
        ended,
        legless,
        charge,
        told,
        transcoded,
        relay,
        seen,
        published,
        due);
  }

  CallAssembly withRelay() {
    return new CallAssembly(
        call, switchId, created, ended, legless, charge, refusal, true, relay, seen, published,
        due);
  }

  CallAssembly withRelay(RelayRecord told) {
    return new CallAssembly(
        call, switchId, created, ended, legless, charge, refusal, true, told, seen, published, due);
  }

  CallAssembly withDue(@Nullable Instant when) {
    return new CallAssembly(
        call,
        switchId,
        created,
        ended,
        legless,
        charge,
        refusal,
        transcoded,
        relay,
        seen,
        published,
        when);
  }

  CallAssembly withPublished(CallDetailRecord record) {
    return new CallAssembly(
        call,
        switchId,
        created,
        ended,
        legless,
        charge,
        refusal,
        transcoded,
        relay,
        seen,
        record,
        null);
  }

  CallAssembly withSeen(List<SeenLeg> legs) {
    return new CallAssembly(
        call,
        switchId,
        created,
        ended,
        legless,
        charge,
        refusal,
        transcoded,
        relay,
        legs,
        published,
        due);
  }

  /** The same, due then unless it was due earlier. */
  CallAssembly dueBy(Instant when) {
    return due != null && due.isBefore(when) ? this : withDue(when);
  }
}
