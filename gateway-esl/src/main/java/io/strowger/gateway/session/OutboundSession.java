package io.strowger.gateway.session;

import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.call.SocketHolder;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a switch made for one leg ({@code socket ... async full}); it stands for that
 * leg's park.
 *
 * <p>Filters instead of {@code myevents}, which leaves out the legs that are dialled for it. They
 * leave out {@code BACKGROUND_JOB} too, so commands go by {@code api}: it holds back no more than
 * this one call's events.
 */
public final class OutboundSession implements Session {
  private static final Conversation.Mode ALWAYS = new Conversation.Mode(false, () -> true);
  private static final EslRequest CONNECT = EslRequest.connect();

  private final Wire wire;
  private final Output output;
  private final Function<EslEvent, ReturnAddress> addressing;
  private final SessionSettings settings;
  private final Adoption adoption;
  private final Requests requests;
  private final GreetingWatch greeting = new GreetingWatch();
  private @Nullable Conversation conversation;
  private @Nullable ComeBack comeBack;
  private boolean ready;
  private boolean lingering;

  /** Hears whose connection it is. */
  @FunctionalInterface
  public interface Adoption {
    /** The connection carries this leg, which names its call. */
    void carries(String legUuid, ReturnAddress address);

    /** The connection is gone, and the leg lives on, parked. */
    default void lost(KnownLeg leg) {}
  }

  /** A session; the switch's name is found in what it says of the leg. */
  public OutboundSession(
      Wire wire,
      Output output,
      Function<EslEvent, ReturnAddress> addressing,
      SessionSettings settings,
      Adoption adoption) {
    this.wire = wire;
    this.requests = new Requests(wire);
    this.output = output;
    this.addressing = addressing;
    this.settings = settings;
    this.adoption = adoption;
  }

  @Override
  public void opened(Instant now) {
    greeting.opened(now);
    wire.send(CONNECT);
  }

  @Override
  public void frame(Frame frame, Instant now) throws MalformedFrame {
    Conversation talk = conversation;
    if (talk == null) {
      connected(frame, now);
      return;
    }
    if (frame.isEvent()) {
      EslEvent event = talk.event(frame, now);
      ComeBack way = comeBack;
      if (event != null && way != null && ready) {
        way.notice(event, now);
      }
      return;
    }
    switch (frame.contentType()) {
      case Frame.COMMAND_REPLY, Frame.API_RESPONSE -> requests.answer(frame, now);
      case Frame.DISCONNECT_NOTICE -> {
        if ("linger".equals(frame.headers().first("Content-Disposition"))) {
          // The leg is gone: events still come, but the switch reads no more commands here.
          ready = false;
          lingering = true;
        } else {
          wire.close(new Ending(Trouble.DISCONNECTED, "the switch disconnects"));
        }
      }
      default -> {}
    }
  }

  private void connected(Frame frame, Instant now) throws MalformedFrame {
    EslEvent channel = EventDecoder.channelOf(frame.headers());
    String uuid = channel.legUuid();
    if (!frame.contentType().equals(Frame.COMMAND_REPLY) || uuid == null) {
      throw new MalformedFrame("the peer is no switch that brings a leg: " + frame.contentType());
    }
    boolean full = "full".equals(channel.header("Control"));
    if (!full) {
      throw new MalformedFrame("the socket application lacks 'full': it must be 'async full'");
    }
    ReturnAddress address;
    try {
      address = addressing.apply(channel);
    } catch (IllegalArgumentException unusable) {
      throw new MalformedFrame("the leg cannot be served: " + unusable.getMessage());
    }
    Conversation talk = new Conversation(output, new LegDirectory(), address, settings, ALWAYS);
    talk.commandsBy(requests);
    greeting.greeted();
    conversation = talk;
    comeBack = ComeBack.of(channel, uuid, talk);
    subscribe(talk, uuid, channel, now);
    adoption.carries(uuid, address);
  }

  private void subscribe(Conversation talk, String uuid, EslEvent channel, Instant now) {
    talk.send(EslRequest.linger(settings.lingerSeconds()), this::mustBeOk, now);
    talk.send(EslRequest.filter("Unique-ID", uuid), this::mustBeOk, now);
    talk.send(EslRequest.filter("Other-Leg-Unique-ID", uuid), this::mustBeOk, now);
    talk.send(EslRequest.events(Subscription.CHANNEL_EVENTS), this::mustBeOk, now);
    String holder =
        SocketHolder.VARIABLE + "=" + SocketHolder.at(talk.translation().returnAddress());
    talk.send(EslRequest.execute(uuid, "set", holder, null), this::mustBeOk, now);
    String parkTimeout =
        "park_timeout=" + settings.parkTimeoutSeconds() + ":NORMAL_TEMPORARY_FAILURE";
    talk.send(
        EslRequest.execute(uuid, "set", parkTimeout, null),
        (reply, at) -> {
          ready = true;
          talk.publish(talk.translation().parkedByConnection(channel));
        },
        now);
  }

  private void mustBeOk(String reply, Instant now) {
    if (!reply.startsWith("+OK")) {
      wire.close(new Ending(Trouble.RIGHTS, "the switch refuses: " + reply.strip()));
    }
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  /** True once the leg has ended and the switch only tells the rest of its events. */
  public boolean isLingering() {
    return lingering;
  }

  @Override
  public void submit(Submitted submitted, Instant now) {
    ComeBack way = comeBack;
    if (way != null) {
      way.before(submitted.command(), now);
    }
    Objects.requireNonNull(conversation, "not connected").submit(submitted, now);
  }

  @Override
  public void silent(Instant now) {
    Conversation talk = conversation;
    if (talk != null && ready) {
      talk.send(EslRequest.api("uptime"), (text, at) -> {}, now);
    }
  }

  @Override
  public void tick(Instant now) {
    Conversation talk = conversation;
    if (talk != null) {
      talk.tick(now);
      if (!lingering) {
        requests.tick(now);
      }
    } else if (greeting.isOverdue(now)) {
      long seconds = GreetingWatch.GREETED_WITHIN.toSeconds();
      wire.close(new Ending(Trouble.SILENT, "the peer brought no leg within " + seconds + " s"));
    }
  }

  @Override
  public void closed(Instant now) {
    ready = false;
    Conversation talk = conversation;
    if (talk != null) {
      talk.commandsLost(now);
      talk.legs().live().stream().filter(KnownLeg::isCallers).forEach(adoption::lost);
    }
  }
}
