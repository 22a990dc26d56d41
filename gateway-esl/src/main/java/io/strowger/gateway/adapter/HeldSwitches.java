package io.strowger.gateway.adapter;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.esl.Switches;
import io.strowger.gateway.adapter.kafka.LeaseKeeper;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds those switches that the leases say, and no other. */
record HeldSwitches(Switches switches, EventBuffer buffer, Consumer<RuntimeException> failed)
    implements LeaseKeeper.Holder {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(10);

  @Override
  public void granted(SwitchId switchId, long epoch) {
    switches.hold(switchId, epoch);
  }

  @Override
  public void lost(SwitchId switchId) {
    Thread.ofVirtual().name("release-" + switchId).start(() -> switches.release(switchId));
  }

  /** The next holder reads which legs there are: what was told before must have arrived. */
  @Override
  public void letGo(SwitchId switchId) {
    switches.release(switchId);
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
