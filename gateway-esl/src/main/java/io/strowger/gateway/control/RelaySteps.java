package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.MediaPath;
import io.strowger.gateway.call.KnownLeg;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes an attempt's media go through a relay, or directly between the legs.
 *
 * <p>Whatever FreeSWITCH would pass from one leg's SDP to the other's is the relay's instead:
 * {@code switch_m_sdp}, put back by hooks just before the caller is answered. A leg's later offers,
 * such as for hold, are answered by the switch itself with the same SDP ({@code
 * sip_ignore_reinvites}), and are told by an event that the leg raises ({@code
 * execute_on_sip_reinvite}).
 */
final class RelaySteps {
  private static final String IGNORE_REINVITES = "sip_ignore_reinvites";
  private static final String ON_REINVITE = "execute_on_sip_reinvite";
  private static final String TELL_REINVITE =
      "event Event-Subclass=strowger::reinvite,Event-Name=CUSTOM";

  private RelaySteps() {}

  /** True when {@code bypass_media} is to be set: the legs' SDPs are passed through. */
  static boolean bypassesMedia(CallCommand.BridgeCall bridge) {
    return switch (path(bridge)) {
      case DIRECT, RELAY -> true;
      case SWITCH, RELAY_WITH_EARLY_MEDIA -> false;
    };
  }

  /** The steps on the caller's leg before the bridge. */
  static List<Step> onCallersLeg(CallCommand.BridgeCall bridge, @Nullable KnownLeg leg) {
    List<Step> steps = new ArrayList<>();
    String callerSdp = bridge.callerSdp();
    if (callerSdp == null) {
      if (leg != null && leg.isMediaBypassed()) {
        steps.add(new Step.Execute("set", IGNORE_REINVITES + "=false"));
      }
      return steps;
    }
    steps.add(new Step.Execute("set", IGNORE_REINVITES + "=true"));
    steps.add(new Step.Execute("set", ON_REINVITE + "=" + TELL_REINVITE));
    if (path(bridge) == MediaPath.RELAY_WITH_EARLY_MEDIA) {
      String uuid = bridge.head().legId().value();
      steps.add(new Step.Api("uuid_media off " + uuid, false));
      steps.add(
          new Step.ExecuteInBody("set", "switch_m_sdp=" + Words.sdp("caller_sdp", callerSdp)));
      steps.add(new Step.Api("uuid_pre_answer " + uuid, false));
    }
    return steps;
  }

  /** The relay's SDP to the trunk, and to the caller whenever FreeSWITCH would pass the trunk's. */
  static void addTo(DialString dialString, CallCommand.BridgeCall bridge) {
    String callerSdp = bridge.callerSdp();
    String trunkSdp = bridge.trunkSdp();
    if (callerSdp == null || trunkSdp == null) {
      return;
    }
    String restore = "uuid_setvar " + bridge.head().legId() + " switch_m_sdp " + callerSdp;
    dialString
        .withLines("switch_m_sdp", trunkSdp)
        .withLines("api_on_answer", restore)
        .withLines("api_on_pre_answer", restore)
        .withLines("api_on_media", restore)
        .with(IGNORE_REINVITES, "true")
        .with(ON_REINVITE, TELL_REINVITE);
  }

  private static MediaPath path(CallCommand.BridgeCall bridge) {
    MediaPath path = bridge.media();
    if (path == null) {
      return bridge.callerSdp() == null ? MediaPath.SWITCH : MediaPath.RELAY;
    }
    return path;
  }
}
