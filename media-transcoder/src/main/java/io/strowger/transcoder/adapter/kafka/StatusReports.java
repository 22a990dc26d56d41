package io.strowger.transcoder.adapter.kafka;

import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Unavailable;
import io.strowger.transcoder.calls.CallRelays;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.session.Capacity;
import io.strowger.transcoder.session.RelaySessions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what this instance carries and could carry. */
public final class StatusReports {
  /** How often. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);
  private static final List<String> CODECS =
      Arrays.stream(AudioCodec.values()).map(AudioCodec::encoding).toList();

  private final RelaySessions sessions;
  private final CallRelays.Identity self;
  private final Publisher publisher;
  private final Outgoing.Factory outgoing;
  private final Clock clock;

  /** Reports of these sessions. */
  public StatusReports(
      RelaySessions sessions,
      CallRelays.Identity self,
      Publisher publisher,
      Outgoing.Factory outgoing,
      Clock clock) {
    this.sessions = sessions;
    this.self = self;
    this.publisher = publisher;
    this.outgoing = outgoing;
    this.clock = clock;
  }

  /**
   * Tells.
   *
   * @param accepting false while requests are not read, and while shutting down
   */
  public void tell(boolean accepting) {
    Instant now = clock.instant();
    Capacity capacity = sessions.capacity();
    InetAddress second = self.addresses().second();
    TranscoderStatus status =
        new TranscoderStatus(
            self.name(),
            self.startedAt(),
            now,
            self.addresses().first().getHostAddress(),
            second == null ? null : second.getHostAddress(),
            accepting,
            capacity.sessions(),
            capacity.cores(),
            capacity.headRoom(),
            capacity.portsFree(),
            CODECS);
    try {
      publisher.sendAll(
          List.of(
              outgoing.of(
                  Topic.TRANSCODER_STATUS,
                  self.name(),
                  status,
                  self.name() + "-" + now.toEpochMilli(),
                  null,
                  now)));
    } catch (Unavailable away) {
      LOG.warn("the status could not be told: {}", away.toString());
    } catch (RuntimeException defect) {
      LOG.error("the status cannot be told", defect);
    }
  }
}
