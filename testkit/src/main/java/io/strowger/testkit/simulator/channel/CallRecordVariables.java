package io.strowger.testkit.simulator.channel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The variables that FreeSWITCH adds to a leg at its end, from which call records are made. */
public final class CallRecordVariables {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long SECOND = 1_000_000;
  private static final long MILLI = 1_000;

  private CallRecordVariables() {}

  /** Sets them on a leg that has ended. */
  public static void complete(Channel channel) {
    Variables variables = channel.variables();
    ChannelTimes times = channel.times();
    variables.set("hangup_cause", channel.hangupCause());
    variables.set("hangup_cause_q850", HangupCauses.q850(channel.hangupCause()));
    variables.set("digits_dialed", "none");
    stamps(variables, times);
    epochs(variables, times);
    if (channel.isInbound()) {
      variables.set("last_app", variables.get("current_application"));
      variables.set("last_arg", variables.get("current_application_data"));
    }
    CallerProfile profile = channel.profile();
    variables.set("caller_id", "\"" + profile.callerName() + "\" <" + profile.callerNumber() + ">");
    durations(variables, times);
  }

  private static void stamps(Variables variables, ChannelTimes times) {
    for (Map.Entry<String, Long> entry :
        List.of(
            Map.entry("start", times.created()),
            Map.entry("profile_start", times.created()),
            Map.entry("answer", times.answered()),
            Map.entry("bridge", times.bridged()),
            Map.entry("progress", times.progress()),
            Map.entry("progress_media", times.progressMedia()),
            Map.entry("end", times.hungUp()))) {
      if (entry.getValue() != 0) {
        Instant instant = Instant.ofEpochSecond(entry.getValue() / SECOND);
        variables.set(entry.getKey() + "_stamp", STAMP.format(instant));
      }
    }
  }

  private static void epochs(Variables variables, ChannelTimes times) {
    epoch(variables, "start", times.created());
    epoch(variables, "profile_start", times.created());
    epoch(variables, "answer", times.answered());
    epoch(variables, "bridge", times.bridged());
    epoch(variables, "last_hold", 0);
    for (String unit : List.of("seconds", "usec", "ms")) {
      variables.set("hold_accum_" + unit, 0);
    }
    epoch(variables, "resurrect", 0);
    epoch(variables, "progress", times.progress());
    epoch(variables, "progress_media", times.progressMedia());
    epoch(variables, "end", times.hungUp());
  }

  private static void epoch(Variables variables, String what, long micros) {
    variables.set(what + "_epoch", micros / SECOND).set(what + "_uepoch", micros);
  }

  private static void durations(Variables variables, ChannelTimes times) {
    boolean answered = times.answered() != 0;
    span(variables, "", "duration", times.created(), times.hungUp());
    span(variables, "bill", "", answered ? times.answered() : times.hungUp(), times.hungUp());
    span(variables, "progress", "", times.created(), orCreated(times.progress(), times));
    span(variables, "answer", "", times.created(), orCreated(times.answered(), times));
    span(variables, "wait", "", times.created(), orCreated(times.bridged(), times));
    span(variables, "progress_media", "", times.created(), orCreated(times.progressMedia(), times));
    span(variables, "flow_bill", "", answered ? times.created() : times.hungUp(), times.hungUp());
  }

  private static long orCreated(long moment, ChannelTimes times) {
    return moment == 0 ? times.created() : moment;
  }

  /** In whole units: FreeSWITCH subtracts truncated times, it does not truncate the difference. */
  private static void span(Variables variables, String name, String suffix, long from, long to) {
    long seconds = to / SECOND - from / SECOND;
    long millis = to / MILLI - from / MILLI;
    if (suffix.equals("duration")) {
      variables.set("duration", seconds).set("mduration", millis).set("uduration", to - from);
      return;
    }
    variables.set(name + "sec", seconds).set(name + "msec", millis).set(name + "usec", to - from);
  }
}
