package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.Sdp;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.engine.SwitchCore;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes outgoing legs: their identity, their variables and the SDP they offer. */
final class LegFactory {

  private static final int MEDIA_PORT = 33_796;
  private static final List<String> OWN_CODECS = List.of("PCMA", "PCMU");

  private final Exchange exchange;

  LegFactory(Exchange exchange) {
    this.exchange = exchange;
  }

  /** A leg towards what was dialled, on behalf of an A-leg or of nobody. */
  Leg outgoing(DialString dialled, @Nullable Leg originator) {
    SwitchCore core = exchange.core();
    Channel channel = Channel.outbound(seed(dialled, originator), core.now());
    Leg leg = new Leg(channel, CallObserver.NONE);
    Variables variables = channel.variables();
    if (originator != null) {
      forOriginator(leg, originator);
    }
    variables.setAll(dialled.variables());
    if (originator != null && originator.isMediaOff() || variables.isTrue("bypass_media")) {
      leg.turnMediaOff();
    }
    leg.offer(offer(leg, originator));
    InviteVariables.outgoing(channel, dialled, leg.offer(), core.nextSession());
    exchange.legs().add(leg);
    tell(leg, originator);
    return leg;
  }

  private void tell(Leg leg, @Nullable Leg originator) {
    Channel channel = leg.channel();
    if (originator != null) {
      channel.join(originator.channel(), "originator");
    }
    channel.enter("CS_NONE", 1);
    exchange.events().brief(channel, "CHANNEL_OUTGOING");
    if (originator != null) {
      channel.belongTo(originator.channel().uuid());
    }
    exchange.events().state(channel, "CS_INIT", 1);
    channel.enter("CS_INIT", 2);
  }

  private Channel.Seed seed(DialString dialled, @Nullable Leg originator) {
    String uuid = dialled.variables().getOrDefault("origination_uuid", SwitchCore.newUuid());
    String number = "0000000000";
    String name = "";
    if (originator != null) {
      Variables variables = originator.channel().variables();
      number = originator.channel().profile().callerNumber();
      name = originator.channel().profile().callerName();
      number = first(variables.get("effective_caller_id_number"), number);
      name = first(variables.get("effective_caller_id_name"), name);
    }
    number = first(dialled.variables().getOrDefault("origination_caller_id_number", ""), number);
    name = first(dialled.variables().getOrDefault("origination_caller_id_name", ""), name);
    return new Channel.Seed(uuid, dialled.channelName(), number, name, dialled.number());
  }

  private static void forOriginator(Leg leg, Leg originator) {
    Channel from = originator.channel();
    Variables variables = leg.channel().variables();
    variables.set("originator_codec", Sdp.codecString(Sdp.codecs(originator.offer())));
    variables.set("originator", from.uuid()).set("signal_bond", from.uuid());
    variables.set("switch_m_sdp", originator.offer());
    variables.set("originating_leg_uuid", from.uuid());
    for (String exported : from.variables().get("export_vars").split(",")) {
      variables.set(exported.strip(), from.variables().get(exported.strip()));
    }
  }

  private static String offer(Leg leg, @Nullable Leg originator) {
    Variables variables = leg.channel().variables();
    if (leg.isMediaOff()) {
      return variables.get("switch_m_sdp");
    }
    String absolute = variables.get("absolute_codec_string");
    if (!absolute.isEmpty()) {
      return Sdp.audio(MEDIA_PORT, Arrays.asList(absolute.replace("^^:", "").split("[,:]")));
    }
    if (originator == null) {
      return Sdp.audio(MEDIA_PORT, OWN_CODECS);
    }
    String codec = originator.channel().codec();
    return Sdp.audio(MEDIA_PORT, codec.isEmpty() ? Sdp.codecs(originator.offer()) : List.of(codec));
  }

  private static String first(String preferred, String otherwise) {
    return preferred.isEmpty() ? otherwise : preferred;
  }
}
