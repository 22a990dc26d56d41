package io.strowger.gateway.inventory;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchInventory.Codec;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a switch can do, in the words of {@code switch-status}. */
public final class Capabilities {
  private Capabilities() {}

  /**
   * {@code inbound}, {@code codec:<name>=real|passthrough|hardware}, {@code wss}, {@code paused}.
   */
  public static List<String> of(@Nullable SwitchInventory inventory) {
    if (inventory == null) {
      return List.of("inbound");
    }
    Set<String> told = new TreeSet<>();
    for (Codec codec : inventory.codecs()) {
      String name = codec.name().split(" /")[0].strip().replace(' ', '-');
      told.add("codec:" + name + "=" + codec.kind().name().toLowerCase(Locale.ROOT));
    }
    boolean secureWebSocket =
        inventory.profiles().stream()
            .flatMap(profile -> profile.webSockets().stream())
            .anyMatch(url -> url.contains("transport=wss"));
    if (secureWebSocket) {
      told.add("wss");
    }
    if (inventory.paused()) {
      told.add("paused");
    }
    told.add("inbound");
    return List.copyOf(told);
  }
}
