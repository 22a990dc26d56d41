package io.strowger.gateway.session;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.gateway.call.LegDirectory;
import org.jspecify.annotations.Nullable;

/** What is remembered of a switch from one connection to the next. */
public final class SwitchMemory {
  private final LegDirectory legs = new LegDirectory();
  private @Nullable String coreUuid;
  private @Nullable String version;
  private volatile @Nullable SwitchInventory inventory;

  /** The switch's live legs. */
  public LegDirectory legs() {
    return legs;
  }

  /** The switch's present run; absent before it told. */
  public @Nullable String coreUuid() {
    return coreUuid;
  }

  /** What the switch runs; absent before it told. */
  public @Nullable String version() {
    return version;
  }

  /** What the switch told of itself; absent before it told. */
  public @Nullable SwitchInventory inventory() {
    return inventory;
  }

  /** Notes what the switch told of itself. */
  public void found(SwitchInventory told) {
    inventory = told;
  }

  /** Notes the switch's present run; true when it is another one than before. */
  boolean started(String core) {
    boolean restarted = coreUuid != null && !coreUuid.equals(core);
    coreUuid = core;
    return restarted;
  }

  void runs(String told) {
    version = told;
  }
}
