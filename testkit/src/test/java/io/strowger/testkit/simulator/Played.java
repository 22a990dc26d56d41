package io.strowger.testkit.simulator;

import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.capture.CapturedEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The events of one call, leg by leg, of the kinds that a controller of calls listens to. */
record Played(List<CapturedEvent> events) {

  private static final Set<String> SUBSCRIBED =
      Set.of(
          "CHANNEL_CREATE",
          "CHANNEL_OUTGOING",
          "CHANNEL_ORIGINATE",
          "CHANNEL_PARK",
          "CHANNEL_UNPARK",
          "CHANNEL_PROGRESS",
          "CHANNEL_PROGRESS_MEDIA",
          "CHANNEL_ANSWER",
          "CHANNEL_BRIDGE",
          "CHANNEL_UNBRIDGE",
          "CHANNEL_EXECUTE_COMPLETE",
          "CHANNEL_HANGUP",
          "CHANNEL_HANGUP_COMPLETE",
          "CHANNEL_DESTROY");

  Played {
    events = events.stream().filter(event -> SUBSCRIBED.contains(event.name())).toList();
  }

  static Played captured(String name) {
    return new Played(Capture.load(name).events());
  }

  /** The call of this A-leg within many. */
  Played call(String aLeg) {
    return new Played(
        events.stream()
            .filter(event ->
                event.header("Unique-ID").equals(aLeg)
                    || event.header("Other-Leg-Unique-ID").equals(aLeg))
            .toList());
  }

  /** The A-leg of the first call that was bridged to this number. */
  String firstCallTo(String number) {
    return events.stream()
        .filter(event -> event.name().equals("CHANNEL_OUTGOING"))
        .filter(event -> event.header("Caller-Destination-Number").equals(number))
        .findFirst()
        .orElseThrow()
        .header("Other-Leg-Unique-ID");
  }

  /** The legs in order of their appearance. */
  List<String> legs() {
    Set<String> uuids = new LinkedHashSet<>();
    events.forEach(event -> uuids.add(event.header("Unique-ID")));
    return List.copyOf(uuids);
  }

  List<CapturedEvent> ofLeg(int index) {
    String uuid = legs().get(index);
    return events.stream().filter(event -> event.header("Unique-ID").equals(uuid)).toList();
  }

  CapturedEvent last(String name, int leg) {
    return ofLeg(leg).stream()
        .filter(event -> event.name().equals(name))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** What happens on each leg, with its cause and application. */
  List<List<String>> sequences() {
    List<List<String>> all = new ArrayList<>();
    for (int leg = 0; leg < legs().size(); leg++) {
      all.add(
          ofLeg(leg).stream()
              .map(event ->
                  String.join(
                      " ",
                      event.name(),
                      event.header("Application"),
                      event.header("Answer-State"),
                      event.header("Hangup-Cause"),
                      event.variable("sip_hangup_disposition")))
              .toList());
    }
    return all;
  }

  /** Headers and variables that the same event of a captured call has and this one lacks. */
  List<String> missing(Played captured) {
    List<String> missing = new ArrayList<>();
    for (int leg = 0; leg < captured.legs().size(); leg++) {
      List<CapturedEvent> expected = captured.ofLeg(leg);
      List<CapturedEvent> actual = ofLeg(leg);
      for (int i = 0; i < expected.size(); i++) {
        Set<String> absent = new TreeSet<>(expected.get(i).headers().keySet());
        absent.removeAll(actual.get(i).headers().keySet());
        if (!absent.isEmpty()) {
          missing.add("leg " + leg + " " + expected.get(i).name() + " " + absent);
        }
      }
    }
    return missing;
  }
}
