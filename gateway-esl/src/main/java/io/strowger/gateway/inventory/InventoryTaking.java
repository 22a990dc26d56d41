package io.strowger.gateway.inventory;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchInventory.Codec;
import io.strowger.contracts.switches.SwitchInventory.SipProfile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Asks a switch, one question after the other, what it is and can do. What it does not tell, or is
 * not allowed to, is left out: a switch without mod_sofia is one without profiles.
 */
public final class InventoryTaking {
  /** Most profiles that are asked for one by one. */
  static final int MAX_PROFILES = 64;

  private final Inquiry inquiry;
  private final BiConsumer<SwitchInventory, Instant> done;
  private Map<String, String> variables = Map.of();
  private List<Codec> codecs = List.of();
  private boolean paused;
  private final List<SipProfile> profiles = new ArrayList<>();
  private final ArrayDeque<SipProfile> unasked = new ArrayDeque<>();

  /** Asks a switch by an API command. */
  @FunctionalInterface
  public interface Inquiry {
    /** Asks; the answer comes to the listener. */
    void ask(String api, Listener listener, Instant now);
  }

  /** Hears an answer. */
  @FunctionalInterface
  public interface Listener {
    /** The switch has answered so. */
    void told(String answer, Instant now);
  }

  /** A taking that tells its end once. */
  public InventoryTaking(Inquiry inquiry, BiConsumer<SwitchInventory, Instant> done) {
    this.inquiry = inquiry;
    this.done = done;
  }

  /** Begins to ask. */
  public void begin(Instant now) {
    inquiry.ask("global_getvar", this::variablesTold, now);
  }

  private void variablesTold(String answer, Instant now) {
    variables = GlobalVariables.in(answer);
    inquiry.ask("fsctl pause_check", this::pauseTold, now);
  }

  private void pauseTold(String answer, Instant now) {
    paused = answer.strip().equals("true");
    inquiry.ask("show codec as json", this::codecsTold, now);
  }

  private void codecsTold(String answer, Instant now) {
    List<Map<String, String>> rows = ShownRows.in(answer);
    if (CodecKinds.needsApiNames(rows)) {
      inquiry.ask(
          "show api as json",
          (names, at) -> {
            codecs = CodecKinds.of(rows, ShownRows.in(names));
            inquiry.ask("sofia xmlstatus", this::profilesTold, at);
          },
          now);
    } else {
      codecs = CodecKinds.of(rows, List.of());
      inquiry.ask("sofia xmlstatus", this::profilesTold, now);
    }
  }

  private void profilesTold(String answer, Instant now) {
    unasked.addAll(SofiaReport.profiles(answer).stream().limit(MAX_PROFILES).toList());
    next(now);
  }

  /** The list does not tell to which address web sockets are bound. */
  private void next(Instant now) {
    SipProfile profile = unasked.pollFirst();
    if (profile != null) {
      inquiry.ask(
          "sofia xmlstatus profile " + profile.name(),
          (answer, at) -> {
            profiles.add(SofiaReport.withWebSockets(profile, answer));
            next(at);
          },
          now);
      return;
    }
    done.accept(
        new SwitchInventory(
            variables.getOrDefault("hostname", ""),
            paused,
            GlobalVariables.folders(variables),
            codecs,
            List.copyOf(profiles)),
        now);
  }
}
