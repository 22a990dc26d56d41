package io.strowger.transcoder.ng;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.transcoder.ng.NgRequest.Dialogue;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.AudioFormat;
import io.strowger.transcoder.sdp.LocalAudio;
import io.strowger.transcoder.sdp.MalformedSdp;
import io.strowger.transcoder.sdp.SdpReader;
import io.strowger.transcoder.sdp.SdpWriter;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.Silence;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The calls that SIP proxies have relayed here, and what becomes of each request. One thread's. */
public final class NgCalls {
  private static final AudioDescription.Packets OFFERED_PACKETS =
      new AudioDescription.Packets(20, null);

  /**
   * How long nothing may be heard once a branch was given up and others are left, which may never
   * come to anything: proxies give up one that rings longer (RFC 3261, timer C).
   */
  private static final Duration LEFT = Duration.ofMinutes(3);

  /** Of a list: a reply is one datagram. */
  private static final int LISTED_OCTETS = 60_000;

  /** Before each text: its length, and a colon. */
  private static final int LENGTH_OCTETS = 5;

  private static final String NO_RECORDING =
      "there is no folder for recordings, or it cannot be written to";
  private static final String UNKNOWN_ORDER =
      "the recording is left as it is: record-call must be yes, on, no or off";

  private final RelaySessions sessions;
  private final Recorder recorder;
  private final Places places;
  private final NgReports reports;
  private final Map<String, NgCall> calls = new LinkedHashMap<>();

  /**
   * Calls relayed by these sessions.
   *
   * @param addresses told to the parties
   */
  public NgCalls(
      RelaySessions sessions, Recorder recorder, MediaAddresses addresses, Instant startedAt) {
    this.sessions = sessions;
    this.recorder = recorder;
    this.places = new Places(addresses);
    this.reports = new NgReports(sessions, startedAt);
  }

  /** Does what is asked, and says what came of it. */
  public Bencoded.Dictionary perform(NgRequest request, Instant now) {
    try {
      return reply(request, now).dictionary();
    } catch (NgRefused refused) {
      return NgReply.error(String.valueOf(refused.getMessage())).dictionary();
    } catch (MalformedSdp wrong) {
      return NgReply.error("the SDP cannot be read: " + wrong.getMessage()).dictionary();
    }
  }

  /**
   * Ends calls that nobody speaks in; one that nobody has answered is given time to ring. A limit
   * counts from when it began to hold.
   *
   * @param silence after which a call ends
   * @param onHold the same for one with a party on hold
   */
  public void closeSilent(Duration silence, Duration onHold, Instant now) {
    for (NgCall call : List.copyOf(calls.values())) {
      if (Silence.lastsBeyond(
          limit(call, silence, onHold),
          sessions.statistics(call.session()),
          call.awaitedSince(),
          now)) {
        end(call);
      }
    }
  }

  private static Duration limit(NgCall call, Duration silence, Duration onHold) {
    if (call.isOnHold()) {
      return onHold;
    }
    if (call.isAnswered()) {
      return silence;
    }
    return call.branches().someGivenUp() ? LEFT : Silence.UNANSWERED;
  }

  private Optional<SessionStatistics> end(NgCall call) {
    calls.remove(call.callId());
    recorder.stop(call.session());
    return sessions.close(call.session());
  }

  /** How many calls there are. */
  public int count() {
    return calls.size();
  }

  private NgReply reply(NgRequest request, Instant now) throws NgRefused, MalformedSdp {
    return switch (request) {
      case NgRequest.Ping _ -> NgReply.pong();
      case NgRequest.Offer offer ->
          recorded(offer(offer, now), offer.dialogue(), offer.flags().recording(), now);
      case NgRequest.Answer answer ->
          recorded(answer(answer, now), answer.dialogue(), answer.flags().recording(), now);
      case NgRequest.Delete(Dialogue dialogue) -> delete(dialogue, now);
      case NgRequest.StartRecording(Dialogue dialogue) -> {
        if (!isRecording(known(dialogue), now)) {
          throw new NgRefused(NO_RECORDING);
        }
        yield NgReply.ok();
      }
      case NgRequest.StopRecording(Dialogue dialogue) -> {
        recorder.stop(known(dialogue).session());
        yield NgReply.ok();
      }
      case NgRequest.Query(Dialogue dialogue) -> reports.query(known(dialogue));
      case NgRequest.ListCalls(int limit) -> list(limit);
      case NgRequest.Statistics _ -> reports.statistics(calls.size(), now);
      case NgRequest.Unsupported(String verb) ->
          NgReply.error("the command '" + verb + "' is not spoken");
    };
  }

  private NgReply offer(NgRequest.Offer offer, Instant now) throws NgRefused, MalformedSdp {
    SessionDescription said = Places.of(SdpReader.read(octetsAsText(offer.sdp())), offer.flags());
    NgCall call = calls.get(offer.dialogue().callId());
    if (call != null && isOver(call, offer.flags())) {
      end(call);
      call = null;
    }
    return call == null ? first(offer, said, now) : again(call, offer, said, now);
  }

  /** Closed for silence; or to be begun anew for a branch elsewhere, for none has answered yet. */
  private boolean isOver(NgCall call, NgFlags flags) {
    AddressFamily told = AddressFamily.of(call.b().local().address());
    return sessions.statistics(call.session()).isEmpty()
        || !call.isAnswered() && flags.family() != null && flags.family() != told;
  }

  private NgReply first(NgRequest.Offer offer, SessionDescription said, Instant now)
      throws NgRefused {
    NgFlags flags = offer.flags();
    AudioDescription offerer = said.audio();
    InetAddress addressToA = places.toOfferer(offerer);
    InetAddress addressToB = places.toOther(offerer, flags);
    String protocol = Profiles.offered(flags, offerer.protocol());
    List<AudioFormat> offered = OfferedFormats.of(offerer, flags.codecs());
    AgreedAudio a = Speech.with(offerer, flags.codecs(), null);
    // Until it answers, the other party is taken to speak what stands first.
    AudioDescription other = Places.unknown(offerer, offered);
    AgreedAudio b = Profiles.fitting(protocol, Speech.with(other, null)).telling(offered);
    SessionId id = new SessionId("ng-" + UUID.randomUUID());
    var families = new Opening.Families(AddressFamily.of(addressToA), AddressFamily.of(addressToB));
    return switch (sessions.open(id, a.side(offerer), b.side(other), families)) {
      case Opening.Refused(Opening.Reason reason) -> noRoom(reason, flags);
      case Opening.Opened opened -> {
        reports.countOffered();
        long name = now.toEpochMilli();
        LocalAudio toA = LocalAudio.at(addressToA, opened.a().getPort(), name);
        LocalAudio toB =
            Places.named(LocalAudio.at(addressToB, opened.b().getPort(), name), flags)
                .flowing(offerer.flow())
                .protectedLike(b);
        calls.put(
            offer.dialogue().callId(),
            new NgCall(
                    offer.dialogue().callId(),
                    id,
                    now,
                    now,
                    now,
                    Branches.NONE,
                    Party.unheard(null, a, toA).saying(offer.dialogue().fromTag(), said, a),
                    Party.unheard(offer.dialogue().toTag(), b, toB))
                .branchingTo(offer.dialogue()));
        yield sdp(SdpWriter.offer(protocol, offered, OFFERED_PACKETS, toB));
      }
    };
  }

  /** A later offer: of the same party after 183 or for hold, or of the other one. */
  private NgReply again(NgCall call, NgRequest.Offer offer, SessionDescription said, Instant now)
      throws NgRefused {
    NgFlags flags = offer.flags();
    Side side = call.sideOf(offer.dialogue().fromTag());
    Party offerer = call.party(side);
    Party other = call.offered(side, offer.dialogue().toTag());
    AudioDescription audio = said.audio();
    Places.requireReached(offerer, audio);
    Places.requireTold(other, flags.family());
    String protocol = Profiles.offered(flags, audio, other);
    AgreedAudio agreed = Speech.with(audio, flags.codecs(), offerer.agreed());
    boolean anew = other.said() == null;
    List<AudioFormat> offered =
        anew ? OfferedFormats.of(audio, flags.codecs()) : other.offered(agreed);
    Party hearer =
        anew
            ? guessed(call, other, Places.unknown(audio, offered), protocol)
            : other.speaking(other.agreed().telling(offered));
    LocalAudio told =
        Places.named(hearer.local().next(), flags)
            .flowing(audio.flow())
            .protectedLike(Profiles.fitting(protocol, hearer.agreed()));
    update(call, side, agreed.side(audio));
    NgCall changed =
        call.with(side, offerer.saying(offer.dialogue().fromTag(), said, agreed), now)
            .with(side.other(), hearer.told(told), now)
            .branchingTo(offer.dialogue());
    calls.put(call.callId(), changed);
    SessionDescription before = hearer.said();
    return sdp(
        before == null
            ? SdpWriter.offer(protocol, offered, OFFERED_PACKETS, told)
            : SdpWriter.offerAgain(before, protocol, offered, OFFERED_PACKETS, told));
  }

  /** The next branch may have another profile and other formats than the one that did not take. */
  private Party guessed(NgCall call, Party before, AudioDescription unknown, String protocol)
      throws NgRefused {
    AgreedAudio guess = Speech.with(unknown, null).protectedBy(before.agreed().crypto());
    AgreedAudio fitting = Profiles.fitting(protocol, guess).telling(unknown.formats());
    update(call, Side.B, fitting.side(unknown));
    sessions.allowRelatch(call.session(), Side.B);
    return before.speaking(fitting);
  }

  private void update(NgCall call, Side side, SideDescription description) throws NgRefused {
    if (!sessions.update(call.session(), side, description)) {
      boolean secure = description.transport().srtp().isPresent();
      throw new NgRefused(secure ? Opening.Reason.NO_SRTP.words() : "Unknown call-id");
    }
  }

  private NgReply answer(NgRequest.Answer answer, Instant now) throws NgRefused, MalformedSdp {
    NgCall call = known(answer.dialogue());
    SessionDescription said = Places.of(SdpReader.read(octetsAsText(answer.sdp())), answer.flags());
    Side offererSide = call.sideOf(answer.dialogue().fromTag());
    Party offerer = call.party(offererSide);
    Party answerer = call.party(offererSide.other());
    SessionDescription offer = offerer.said();
    if (offer == null) {
      throw new NgRefused("the answer comes before its offer");
    }
    AudioDescription audio = said.audio();
    Places.requireReached(answerer, audio);
    Places.requireTold(offerer, answer.flags().family());
    if (audio.isRefused()) {
      return sdp(SdpWriter.answer(offer, offerer.agreed(), offerer.local().refusing()));
    }
    AgreedAudio offered = Profiles.told(answerer);
    AgreedAudio theirs = Speech.with(audio, offered);
    Profiles.requireOfferedKey(offered, theirs);
    AgreedAudio chosen = Speech.preferring(theirs.codec(), offer.audio(), offerer.agreed());
    AgreedAudio answered = chosen.sharingEvents(theirs);
    AgreedAudio ours = chosen.telling(SdpWriter.spoken(answered));
    update(call, offererSide.other(), theirs.side(audio));
    if (!ours.equals(offerer.agreed())) {
      update(call, offererSide, ours.side(offer.audio()));
    }
    LocalAudio told =
        Places.named(offerer.local().next(), answer.flags())
            .flowing(audio.flow())
            .muxing(offer.audio().rtcp().mux())
            .protectedLike(ours);
    NgCall changed =
        call.with(offererSide, offerer.saying(null, offer, ours).told(told), now)
            .with(
                offererSide.other(), answerer.saying(answer.dialogue().toTag(), said, theirs), now);
    calls.put(call.callId(), changed);
    return sdp(SdpWriter.answer(offer, answered, told));
  }

  private NgReply delete(Dialogue dialogue, Instant now) {
    NgCall call = calls.get(dialogue.callId());
    if (call == null || !call.isBetween(dialogue.fromTag(), dialogue.toTag())) {
      return NgReply.ok().with("warning", "Call-ID not found or tags didn't match");
    }
    Optional<NgCall> others = call.without(dialogue, now);
    if (others.isPresent()) {
      calls.put(call.callId(), others.get());
      return NgReply.ok();
    }
    return end(call).map(last -> reports.of(call, last)).orElseGet(NgReply::ok);
  }

  /** What cannot be recorded is relayed all the same. */
  private NgReply recorded(NgReply reply, Dialogue dialogue, RecordingOrder order, Instant now) {
    NgCall call = calls.get(dialogue.callId());
    if (call == null) {
      return reply;
    }
    return switch (order) {
      case NONE -> reply;
      case UNKNOWN -> reply.with("warning", UNKNOWN_ORDER);
      case RECORD -> isRecording(call, now) ? reply : reply.with("warning", NO_RECORDING);
      case STOP -> {
        recorder.stop(call.session());
        yield reply;
      }
    };
  }

  private boolean isRecording(NgCall call, Instant now) {
    return recorder.isRecorded(call.session())
        || recorder.start(call.session(), Recordings.name(call.callId(), now));
  }

  private NgReply list(int limit) {
    List<Bencoded> listed = new ArrayList<>();
    int room = LISTED_OCTETS;
    for (String callId : calls.keySet()) {
      room -= callId.length() + LENGTH_OCTETS;
      if (listed.size() == limit || room < 0) {
        break;
      }
      listed.add(text(callId));
    }
    return NgReply.ok().with("calls", listed);
  }

  private static Bencoded text(String octets) {
    return new Bencoded.Text(octets);
  }

  private NgCall known(Dialogue dialogue) throws NgRefused {
    NgCall call = calls.get(dialogue.callId());
    if (call == null) {
      throw new NgRefused("Unknown call-id");
    }
    return call;
  }

  private static NgReply noRoom(Opening.Reason reason, NgFlags flags) {
    return flags.knowsLoadLimit()
        ? NgReply.loadLimit(reason.words())
        : NgReply.error(reason.words());
  }

  private static NgReply sdp(String sdp) {
    return NgReply.ok().with("sdp", sdp.replace("\n", "\r\n"));
  }

  private static String octetsAsText(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
