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
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

  /** The assembly of a record, after its own was forgotten. */
  static CallAssembly resumed(CallDetailRecord record) {
    ChargeRecord charge = record.charge();
    return new CallAssembly(
        record.callId(),
        record.switchId(),
        record.legs().stream().map(leg -> leg.legId().value()).collect(Collectors.toSet()),
        record.legs(),
        record.attempts().stream().filter(attempt -> attempt.legId() == null).toList(),
        charge.equals(ChargeRecord.NONE) ? null : charge,
        record.refusal(),
        record.transcoded(),
        record.relay(),
        List.of(),
        record,
        null);
  }

  CallAssembly on(SwitchId known) {
    return with(changed -> changed.switchId = known);
  }

  CallAssembly withCreated(Set<String> legs) {
    return with(changed -> changed.created = legs);
  }

  CallAssembly withEnded(List<LegRecord> legs) {
    return with(changed -> changed.ended = legs);
  }

  CallAssembly withLegless(List<AttemptRecord> attempts) {
    return with(changed -> changed.legless = attempts);
  }

  CallAssembly withCharge(ChargeRecord told) {
    return with(changed -> changed.charge = told);
  }

  CallAssembly withRefusal(String told) {
    return with(changed -> changed.refusal = told);
  }

  CallAssembly withRelay() {
    return with(changed -> changed.transcoded = true);
  }

  CallAssembly withRelay(RelayRecord told) {
    return withRelay().with(changed -> changed.relay = told);
  }

  CallAssembly withSeen(List<SeenLeg> legs) {
    return with(changed -> changed.seen = legs);
  }

  CallAssembly withDue(@Nullable Instant when) {
    return with(changed -> changed.due = when);
  }

  CallAssembly withPublished(CallDetailRecord record) {
    return withDue(null).with(changed -> changed.published = record);
  }

  /** The same, due then unless it was due earlier. */
  CallAssembly dueBy(Instant when) {
    return due != null && due.isBefore(when) ? this : withDue(when);
  }

  private CallAssembly with(Consumer<Changed> change) {
    Changed changed = new Changed(this);
    change.accept(changed);
    return changed.assembly();
  }

  /** The same while one thing of it is changed. */
  private static final class Changed {
    private final CallId call;
    private SwitchId switchId;
    private Set<String> created;
    private List<LegRecord> ended;
    private List<AttemptRecord> legless;
    private @Nullable ChargeRecord charge;
    private @Nullable String refusal;
    private boolean transcoded;
    private @Nullable RelayRecord relay;
    private List<SeenLeg> seen;
    private @Nullable CallDetailRecord published;
    private @Nullable Instant due;

    Changed(CallAssembly before) {
      call = before.call;
      switchId = before.switchId;
      created = before.created;
      ended = before.ended;
      legless = before.legless;
      charge = before.charge;
      refusal = before.refusal;
      transcoded = before.transcoded;
      relay = before.relay;
      seen = before.seen;
      published = before.published;
      due = before.due;
    }

    CallAssembly assembly() {
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
          due);
    }
  }
}
