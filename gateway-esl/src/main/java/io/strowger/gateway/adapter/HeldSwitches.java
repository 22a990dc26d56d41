package io.strowger.gateway.adapter;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.esl.Switches;
import io.strowger.gateway.adapter.kafka.LeaseKeeper;
import io.strowger.gateway.ownership.Holdings.Holding;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds those switches that the leases say, and no other. */
record HeldSwitches(Switches switches, EventBuffer buffer, Consumer<RuntimeException> failed)
    implements LeaseKeeper.Holder {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(10);

  @Override
  public void granted(Holding holding) {
    switches.hold(holding.switchId(), holding.epoch());
  }

  @Override
  public void lost(Holding holding) {
    Thread.ofVirtual().name("release-" + holding.switchId()).start(() -> release(holding));
  }

  private void release(Holding holding) {
    switches.release(holding.switchId(), holding.epoch());
  }

  /** The next holder reads which legs there are: what was told before must have arrived. */
  @Override
  public void letGo(Holding holding) {
    release(holding);
    long until = System.nanoTime() + TOLD_WITHIN.toNanos();
    try {
      while (buffer.depth().records() > 0 && System.nanoTime() < until) {
        Thread.sleep(LOOKED_EVERY);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public @Nullable String coreUuid(SwitchId switchId) {
    return switches.coreUuid(switchId);
  }

  @Override
  public void replaced() {
    failed.accept(new IllegalStateException("another process runs under this ordinal"));
  }
}
