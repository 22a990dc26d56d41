package io.strowger.gateway.control;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: commands of one call begin in the order in which they came, each when the
 * switch has answered the one before; those that occupy a leg wait for each other.
 */
final class Turns {
  /** Most commands that wait for their turn in one call; more are refused. */
  static final int MAX_WAITING = 200;

  private final Map<String, Call> calls = new HashMap<>();
  private final Map<String, Set<Execution>> begun = new HashMap<>();

  /** The commands of one call; of each lane at most one is being sent. */
  private static final class Call {
    private final Lane atOnce = new Lane();
    private final Lane inOrder = new Lane();

    Lane laneOf(Execution execution) {
      return execution.manner() == Manner.AT_ONCE ? atOnce : inOrder;
    }
  }

  private static final class Lane {
    private final ArrayDeque<Execution> waiting = new ArrayDeque<>();
    private @Nullable Execution sending;
  }

  /** Takes a command in; false when too many wait. */
  boolean enter(Execution execution) {
    Call call = calls.computeIfAbsent(execution.call(), key -> new Call());
    Lane lane = call.laneOf(execution);
    return lane.waiting.size() < MAX_WAITING && lane.waiting.add(execution);
  }

  /** The call's command that may begin now, which counts as begun then; absent if none may. */
  @Nullable Execution next(String callId) {
    Call call = calls.get(callId);
    if (call == null) {
      return null;
    }
    Execution next = next(call.atOnce);
    return next == null ? next(call.inOrder) : next;
  }

  private @Nullable Execution next(Lane lane) {
    Execution first = lane.waiting.peekFirst();
    if (lane.sending != null || first == null || !mayBegin(first)) {
      return null;
    }
    lane.waiting.pollFirst();
    lane.sending = first;
    begun.computeIfAbsent(first.leg(), key -> new LinkedHashSet<>()).add(first);
    return first;
  }

  private boolean mayBegin(Execution execution) {
    Stream<Manner> others =
        begun.getOrDefault(execution.leg(), Set.of()).stream().map(Execution::manner);
    return switch (execution.manner()) {
      case AT_ONCE -> true;
      case BRIEF, OVER_OTHERS -> others.noneMatch(Manner.CREATING::equals);
      case OCCUPYING, CREATING -> others.noneMatch(Manner::keepsLegBusy);
    };
  }

  /** The switch has answered all that was asked of it; the command may last on. */
  void sent(Execution execution) {
    Call call = calls.get(execution.call());
    if (call != null) {
      Lane lane = call.laneOf(execution);
      lane.sending = lane.sending == execution ? null : lane.sending;
    }
  }

  /** The command has ended, begun or not. */
  void left(Execution execution) {
    sent(execution);
    Call call = calls.get(execution.call());
    if (call != null) {
      call.laneOf(execution).waiting.remove(execution);
      boolean idle =
          call.atOnce.sending == null
              && call.inOrder.sending == null
              && call.atOnce.waiting.isEmpty()
              && call.inOrder.waiting.isEmpty();
      if (idle) {
        calls.remove(execution.call());
      }
    }
    Set<Execution> ofLeg = begun.get(execution.leg());
    if (ofLeg != null && ofLeg.remove(execution) && ofLeg.isEmpty()) {
      begun.remove(execution.leg());
    }
  }

  /** The leg goes by another UUID from now on, and with it the commands that were begun on it. */
  void renamed(String former, String present) {
    Set<Execution> ofLeg = begun.remove(former);
    if (ofLeg != null) {
      ofLeg.forEach(execution -> execution.legRenamed(present));
      begun.computeIfAbsent(present, key -> new LinkedHashSet<>()).addAll(ofLeg);
    }
  }

  /** The commands of a leg that were begun and have not ended, in the order of their beginning. */
  List<Execution> of(String leg) {
    return List.copyOf(begun.getOrDefault(leg, Set.of()));
  }
}
