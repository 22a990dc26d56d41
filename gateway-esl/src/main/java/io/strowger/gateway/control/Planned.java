package io.strowger.gateway.control;

import java.util.List;

/** What becomes of a command. */
sealed interface Planned {
  /** It is these steps, in this order. */
  record Plan(List<Step> steps) implements Planned {}

  /** It holds something that never reaches a switch. */
  record Refusal(String reason) implements Planned {}
}
