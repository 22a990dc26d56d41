package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.inventory.Capabilities;
import io.strowger.gateway.session.Ending;
import io.strowger.gateway.session.SwitchMemory;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the connection to one switch is, told whenever it changes. */
final class LinkStatus {
  private final ReturnAddress self;
  private final SwitchMemory memory;
  private final LinkCommon common;
  private volatile Status status;

  private record Status(
      ConnectionState state,
      Instant since,
      @Nullable Ending reason,
      @Nullable SwitchInventory inventory) {
    @Nullable Trouble trouble() {
      return reason == null ? null : reason.trouble();
    }

    boolean isLike(ConnectionState other, @Nullable Ending ending) {
      return state == other && trouble() == (ending == null ? null : ending.trouble());
    }
  }

  LinkStatus(ReturnAddress self, SwitchMemory memory, LinkCommon common) {
    this.self = self;
    this.memory = memory;
    this.common = common;
    this.status = new Status(ConnectionState.DOWN, common.clock().instant(), null, null);
  }

  /**
   * It is so from now on. While a switch stays away each attempt is {@code CONNECTING}: the reason
   * of the last failure is kept until it is {@code UP}.
   */
  synchronized void changed(ConnectionState state, @Nullable Ending reason) {
    Status before = status;
    boolean again = state == ConnectionState.CONNECTING && reason == null;
    Ending shown = again ? before.reason() : reason;
    boolean same = before.isLike(state, shown);
    SwitchInventory inventory = memory.inventory();
    boolean told = same && Objects.equals(before.inventory(), inventory);
    status = new Status(state, told ? before.since() : common.clock().instant(), shown, inventory);
    if (!told) {
      common.statuses().publish(published(status));
    }
  }

  SwitchView view(SwitchAddress address, @Nullable Instant lastHeard) {
    Status now = status;
    Ending reason = now.reason();
    return new SwitchView(
        self.switchId().value(),
        "inbound",
        address.host() + ":" + address.port(),
        now.state(),
        now.since(),
        now.trouble(),
        reason == null ? null : reason.detail(),
        memory.coreUuid(),
        memory.version(),
        memory.legs().liveCount(),
        common.identity().name(),
        lastHeard,
        memory.inventory());
  }

  private SwitchStatus published(Status now) {
    return new SwitchStatus(
        self.switchId(),
        common.identity().name(),
        self.epoch(),
        self.partition(),
        now.state(),
        now.since(),
        memory.coreUuid(),
        memory.version(),
        Capabilities.of(memory.inventory()),
        now.trouble(),
        memory.inventory());
  }
}
