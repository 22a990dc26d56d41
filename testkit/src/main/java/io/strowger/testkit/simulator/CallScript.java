package io.strowger.testkit.simulator;

import io.strowger.testkit.simulator.channel.Sdp;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A caller and what he does.
 *
 * @param callerNumber as in the From header
 * @param callerName display name
 * @param destination the dialled number
 * @param dialplanVariables set by the dialplan, in order, before the call is handed over
 * @param sdp his offer
 * @param arrival how the dialplan hands the call over
 * @param patience gives up (CANCEL) when not answered this long after the INVITE; empty for never
 * @param talk hangs up (BYE) this long after the answer; empty for never
 */
public record CallScript(
    String callerNumber,
    String callerName,
    String destination,
    Map<String, String> dialplanVariables,
    String sdp,
    Arrival arrival,
    Optional<Duration> patience,
    Optional<Duration> talk) {

  private static final int CALLER_PORT = 21_728;

  public CallScript {
    dialplanVariables = Collections.unmodifiableMap(new LinkedHashMap<>(dialplanVariables));
  }

  /** How a call is handed over to the controller. */
  public sealed interface Arrival {
    /** The dialplan parks it, for a controller that is connected. */
    record Parked() implements Arrival {}

    /** The dialplan's {@code socket host:port async full} connects to the controller. */
    record ToSocket(String host, int port) implements Arrival {}
  }

  /** A patient caller with PCMA and PCMU whose call is parked. */
  public static CallScript call(String callerNumber, String destination) {
    return new CallScript(
        callerNumber,
        callerNumber,
        destination,
        Map.of(),
        Sdp.audio(CALLER_PORT, List.of("PCMA", "PCMU")),
        new Arrival.Parked(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with this display name. */
  public CallScript named(String name) {
    return new CallScript(
        callerNumber, name, destination, dialplanVariables, sdp, arrival, patience, talk);
  }

  /** The same with one more variable set by the dialplan, e.g. {@code strowger_account}. */
  public CallScript with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(dialplanVariables);
    more.put(variable, value);
    return new CallScript(
        callerNumber, callerName, destination, more, sdp, arrival, patience, talk);
  }

  /** The same with this offer. */
  public CallScript offering(String offer) {
    return new CallScript(
        callerNumber, callerName, destination, dialplanVariables, offer, arrival, patience, talk);
  }

  /** The same, its handset having AMR only. */
  public CallScript offeringAmrOnly() {
    return offering(Sdp.audio(CALLER_PORT, List.of("AMR")));
  }

  /** The same, handed over by connecting to a controller there. */
  public CallScript toSocket(String host, int port) {
    return new CallScript(
        callerNumber,
        callerName,
        destination,
        dialplanVariables,
        sdp,
        new Arrival.ToSocket(host, port),
        patience,
        talk);
  }

  /** The same, giving up when not answered after this time. */
  public CallScript givingUpAfter(Duration time) {
    return new CallScript(
        callerNumber,
        callerName,
        destination,
        dialplanVariables,
        sdp,
        arrival,
        Optional.of(time),
        talk);
  }

  /** The same, hanging up this long after the answer. */
  public CallScript talkingFor(Duration time) {
    return new CallScript(
        callerNumber,
        callerName,
        destination,
        dialplanVariables,
        sdp,
        arrival,
        patience,
        Optional.of(time));
  }
}
