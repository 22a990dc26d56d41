package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.sdp.AudioOffer;
import io.strowger.transcoder.sdp.RelaySdp;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SideStatistics;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.transcode.CallerSide;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Sessions of calls between an AMR caller and a G.711 trunk. */
public final class Relays {
  private final RelaySessions sessions;

  /** Where a relay's two sides are. */
  public record Where(int callerPort, int trunkPort) {}

  /** What went through a relay. */
  public record Through(
      String call,
      int callerPort,
      int trunkPort,
      Instant began,
      long packetsFromCaller,
      long packetsFromTrunk,
      long packetsRefused,
      long framesConcealed) {}

  /** Calls among these sessions. */
  public Relays(RelaySessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Opens a relay for a call that has none.
   *
   * @return where it is; empty when there is no room
   */
  public Optional<Where> open(String call, CallerSide caller, AudioOffer offer, G711 trunkCodec) {
    var amr =
        new SpeechFormat.Amr(
            AmrKind.NARROWBAND,
            caller.format().octetAligned(),
            ModeRules.of(caller.format().modes()),
            false);
    Optional<TelephoneEvents> events =
        caller.events().isPresent()
            ? Optional.of(new TelephoneEvents(caller.events().getAsInt(), 8_000))
            : Optional.empty();
    var a =
        new SideDescription(
            SideDescription.Codec.of(amr, caller.format().payloadType()),
            events,
            transport(offer),
            Flow.SENDRECV);
    var b =
        new SideDescription(
            SideDescription.Codec.of(
                new SpeechFormat.Companded(trunkCodec), trunkCodec.payloadType()),
            Optional.of(new TelephoneEvents(RelaySdp.TRUNK_EVENTS, 8_000)),
            Transport.unknown(),
            Flow.SENDRECV);
    return switch (sessions.open(new SessionId(call), a, b)) {
      case Opening.Opened(var callerAt, var trunkAt) ->
          Optional.of(new Where(callerAt.getPort(), trunkAt.getPort()));
      case Opening.Refused _ -> Optional.empty();
    };
  }

  /** Tells a relay where the trunk's media is; a call without a relay is passed over. */
  public void connectTrunk(String call, AudioOffer trunk) {
    SessionId id = new SessionId(call);
    sessions
        .description(id, Side.B)
        .ifPresent(known -> sessions.update(id, Side.B, known.at(transport(trunk))));
  }

  /**
   * Closes a call's relay; its ports are free again.
   *
   * @return what went through; empty when the call has no relay
   */
  public Optional<Through> close(String call) {
    return sessions.close(new SessionId(call)).map(Relays::through);
  }

  /** Closes relays that heard nothing for so long, and tells what went through. */
  public void closeSilent(Duration longest, BiConsumer<String, Through> closed) {
    for (SessionStatistics session : sessions.all()) {
      if (session.load().silent().compareTo(longest) > 0) {
        String call = session.id().value();
        close(call).ifPresent(through -> closed.accept(call, through));
      }
    }
  }

  /** The relays of the moment. */
  public List<Through> all() {
    return sessions.all().stream().map(Relays::through).toList();
  }

  /** How many there are. */
  public int count() {
    return sessions.capacity().sessions();
  }

  private static Through through(SessionStatistics session) {
    SideStatistics a = session.side(Side.A);
    SideStatistics b = session.side(Side.B);
    return new Through(
        session.id().value(),
        session.port(Side.A).getPort(),
        session.port(Side.B).getPort(),
        session.startedAt(),
        a.received().packets(),
        b.received().packets(),
        a.quality().refused() + b.quality().refused(),
        a.quality().concealed());
  }

  /** Addresses in SDP are numbers: nothing is looked up. */
  private static Transport transport(AudioOffer offer) {
    InetSocketAddress address = new InetSocketAddress(offer.address(), offer.port());
    return address.isUnresolved() ? Transport.unknown() : Transport.at(address);
  }
}
