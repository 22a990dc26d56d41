package io.strowger.gateway.session;

import io.strowger.contracts.switches.SwitchStatus.Trouble;

/**
 * Why a connection ended.
 *
 * @param detail for an operator to read
 */
public record Ending(Trouble trouble, String detail) {

  /** True where trying again soon is of no use: somebody has to change a setting first. */
  public boolean isRefusal() {
    return switch (trouble) {
      case ACCESS_LIST, PASSWORD, RIGHTS -> true;
      case UNREACHABLE, DISCONNECTED, LOST, SILENT, UNANSWERED, MALFORMED, RELEASED -> false;
    };
  }
}
