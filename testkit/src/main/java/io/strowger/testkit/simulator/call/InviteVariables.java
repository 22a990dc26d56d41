package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Sdp;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.event.Header;
import java.util.List;
import java.util.Map;

/**
 * The variables that mod_sofia gives to a leg from SIP messages, as in the captured CREATE,
 * PROGRESS and ANSWER.
 */
final class InviteVariables {

  private static final String AGENT = "FreeSWITCH-mod_sofia/1.11.3-dev~64bit";
  private static final String ALLOW =
      "INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY";

  private static final List<Header> EVERY_INVITE =
      List.of(
          Variables.shared("direction", "inbound"),
          Variables.shared("sip_from_host", "127.0.0.1"),
          Variables.shared("video_media_flow", "disabled"),
          Variables.shared("audio_media_flow", "disabled"),
          Variables.shared("text_media_flow", "disabled"),
          Variables.shared("sip_local_network_addr", "127.0.0.1"),
          Variables.shared("sip_network_ip", "127.0.0.1"),
          Variables.shared("sip_network_port", "5080"),
          Variables.shared("sip_received_ip", "127.0.0.1"),
          Variables.shared("sip_received_port", "5080"),
          Variables.shared("sip_via_protocol", "udp"),
          Variables.shared("sofia_profile_name", "internal"),
          Variables.shared("sofia_profile_url", "sip:mod_sofia@127.0.0.1:5090"),
          Variables.shared("recovery_profile_name", "internal"),
          Variables.shared("sip_cid_type", "rpid"),
          Variables.shared("sip_allow", ALLOW),
          Variables.shared("sip_req_port", "5090"),
          Variables.shared("sip_req_host", "127.0.0.1"),
          Variables.shared("sip_to_port", "5090"),
          Variables.shared("sip_to_host", "127.0.0.1"),
          Variables.shared("sip_contact_user", "mod_sofia"),
          Variables.shared("sip_contact_port", "5080"),
          Variables.shared("sip_contact_uri", "mod_sofia@127.0.0.1:5080"),
          Variables.shared("sip_contact_host", "127.0.0.1"),
          Variables.shared("sip_user_agent", AGENT),
          Variables.shared("sip_via_host", "127.0.0.1"),
          Variables.shared("sip_via_port", "5080"),
          Variables.shared("sip_via_rport", "5080"),
          Variables.shared("max_forwards", "70"),
          Variables.shared("endpoint_disposition", "DELAYED NEGOTIATION"));

  private static final List<Header> EVERY_OUTGOING =
      List.of(
          Variables.shared("direction", "outbound"),
          Variables.shared("is_outbound", "true"),
          Variables.shared("sip_local_network_addr", "127.0.0.1"),
          Variables.shared("text_media_flow", "disabled"),
          Variables.shared("sip_cid_type", "rpid"),
          Variables.shared("max_forwards", "69"),
          Variables.shared("originate_early_media", "true"),
          Variables.shared("originate_endpoint", "sofia"),
          Variables.shared("local_media_ip", "127.0.0.1"),
          Variables.shared("advertised_media_ip", "127.0.0.1"),
          Variables.shared("audio_media_flow", "sendrecv"),
          Variables.shared("video_media_flow", "sendrecv"),
          Variables.shared("sip_outgoing_contact_uri", "<sip:mod_sofia@127.0.0.1:5090>"),
          Variables.shared("sip_from_host", "127.0.0.1"),
          Variables.shared("sofia_profile_name", "internal"),
          Variables.shared("recovery_profile_name", "internal"),
          Variables.shared("sofia_profile_url", "sip:mod_sofia@127.0.0.1:5090"));

  private static final List<Header> EVERY_RESPONSE =
      List.of(
          Variables.shared("sip_reply_host", "127.0.0.1"),
          Variables.shared("sip_reply_port", "5080"),
          Variables.shared("sip_network_ip", "127.0.0.1"),
          Variables.shared("sip_network_port", "5080"));

  private InviteVariables() {}

  /** Of a leg that arrived with this offer. */
  static void arrived(Channel channel, String offer, int session) {
    String caller = channel.profile().callerNumber();
    String display = channel.profile().callerName();
    String destination = channel.profile().destination();
    String party = "\"" + display + "\" <sip:" + caller + "@127.0.0.1>";
    Variables variables = channel.variables().share(EVERY_INVITE);
    variables.setAll(own(channel, session));
    variables.set("call_uuid", channel.uuid());
    variables.set("sip_invite_stamp", channel.times().created());
    variables.set("sip_from_user", caller).set("sip_from_user_stripped", caller);
    variables.set("sip_from_uri", caller + "@127.0.0.1").set("sip_from_display", display);
    variables.set("sip_from_tag", tag()).set("sip_call_id", SwitchCore.newUuid());
    variables.set("sip_Remote-Party-ID", party + ";party=calling;screen=yes;privacy=off");
    variables.set("sip_full_from", party + ";tag=" + variables.get("sip_from_tag"));
    variables.set("sip_full_via", via(5080));
    variables.set("sip_full_to", "<sip:" + destination + "@127.0.0.1:5090>");
    for (String header : List.of("req", "to")) {
      variables.set("sip_" + header + "_user", destination);
      variables.set("sip_" + header + "_uri", destination + "@127.0.0.1:5090");
    }
    variables.set("rtp_use_codec_string", "PCMA,PCMU,AMR,AMR-WB").set("switch_r_sdp", offer);
    variables.set("ep_codec_string", Sdp.codecString(Sdp.codecs(offer)));
  }

  /** Of a leg that the switch makes. */
  static void outgoing(Channel channel, DialString dialled, String offer, int session) {
    Variables variables = channel.variables().share(EVERY_OUTGOING);
    variables.setAll(own(channel, session));
    if (dialled.isGateway()) {
      variables.set("sip_gateway_name", dialled.gateway()).set("sip_profile_name", "gateway");
      variables.set("sip_destination_url", "sip:" + dialled.number() + "@" + dialled.gateway());
    } else {
      variables.set("sip_profile_name", "internal");
      variables.set("sip_destination_url", "sip:" + dialled.number() + "@" + dialled.host());
      variables.set("sip_req_uri", dialled.number() + "@" + dialled.host());
      variables.set("sip_to_host", dialled.host());
    }
    variables.set("rtp_use_codec_string", Sdp.codecString(Sdp.codecs(offer)));
    variables.set("local_media_port", Sdp.audioPort(offer)).set("rtp_local_sdp_str", offer);
  }

  /** Of a leg that the far end responded to with 180, 183 or 200. */
  static void responded(Channel channel) {
    Variables variables = channel.variables();
    if (variables.has("sip_to_tag")) {
      return;
    }
    String caller = channel.profile().callerNumber();
    String number = channel.profile().destination();
    String contact = number + "@127.0.0.1:5080";
    variables.share(EVERY_RESPONSE).set("sip_user_agent", AGENT).set("sip_allow", ALLOW);
    variables.set("sip_recover_contact", "<sip:" + contact + ";transport=udp>");
    variables.set("sip_full_via", via(5090)).set("sip_recover_via", variables.get("sip_full_via"));
    variables.set("sip_from_display", channel.profile().callerName());
    variables.set("sip_from_user", caller).set("sip_from_uri", caller + "@127.0.0.1");
    variables.set("sip_to_user", number).set("sip_to_port", "5080").set("sip_to_uri", contact);
    variables.set("sip_to_host", "127.0.0.1").set("sip_contact_params", "transport=udp");
    variables.set("sip_contact_user", number).set("sip_contact_port", "5080");
    variables.set("sip_contact_uri", contact).set("sip_contact_host", "127.0.0.1");
    variables.set("sip_to_tag", tag()).set("sip_from_tag", tag()).set("sip_cseq", "123177583");
    String chosen = variables.get("sip_invite_call_id");
    variables.set("sip_call_id", chosen.isEmpty() ? SwitchCore.newUuid() : chosen);
    String party = "\"" + channel.profile().callerName() + "\" <sip:" + caller + "@127.0.0.1>";
    variables.set("sip_full_from", party + ";tag=" + variables.get("sip_from_tag"));
    variables.set("sip_full_to", "<sip:" + contact + ">;tag=" + variables.get("sip_to_tag"));
  }

  /** Of a leg that arrived, once the switch has responded to it. */
  static void respondedTo(Channel channel) {
    if (!channel.variables().has("sip_to_tag")) {
      channel.variables().set("sip_to_tag", tag());
    }
  }

  /** Of a leg that arrived, once its ACK has come. */
  static void acknowledged(Channel channel) {
    Variables variables = channel.variables();
    String to = "<sip:" + channel.profile().destination() + "@127.0.0.1:5090>";
    variables.set("sip_full_to", to + ";tag=" + variables.get("sip_to_tag"));
    variables.set("sip_cseq", "123177583");
  }

  /** Of a leg that the far end refused. */
  static void refused(Channel channel, int status, String cause, boolean byPeer) {
    Variables variables = channel.variables();
    String chosen = variables.get("sip_invite_call_id");
    if (!variables.has("sip_call_id")) {
      variables.set("sip_call_id", chosen.isEmpty() ? SwitchCore.newUuid() : chosen);
    }
    if (byPeer) {
      variables.share(EVERY_RESPONSE);
      variables.set("sip_reason", reason(cause));
    } else {
      variables.set("sip_reply_port", "0").set("sip_network_port", "0");
    }
    variables.set("sip_hangup_disposition", "recv_refuse");
    variables.set("sip_invite_failure_status", status);
    variables
        .set("sip_invite_failure_phrase", HangupCauses.phrase(status))
        .set("sip_term_status", status);
    variables.set("proto_specific_hangup_cause", "sip:" + status);
    variables.set("sip_term_cause", q850(cause));
  }

  static String reason(String cause) {
    return "Q.850;cause=" + q850(cause) + ";text=\"" + cause + "\"";
  }

  private static int q850(String cause) {
    return HangupCauses.q850(cause);
  }

  private static Map<String, String> own(Channel channel, int session) {
    return Map.of(
        "uuid", channel.uuid(),
        "session_id", Integer.toString(session),
        "channel_name", channel.name());
  }

  private static String via(int port) {
    return "SIP/2.0/UDP 127.0.0.1:" + port + ";rport=" + port + ";branch=z9hG4bK" + tag();
  }

  private static String tag() {
    return SwitchCore.newUuid().replace("-", "").substring(0, 13);
  }
}
