package io.strowger.gateway.session;

import io.strowger.gateway.control.CommandPolicy;

/**
 * What an operator chooses for every connection.
 *
 * @param lingerSeconds how long an outbound connection stays after its leg's end
 * @param publishRaw true to publish the switch's own JSON beside our events
 * @param commands which commands are executed
 */
public record SessionSettings(int lingerSeconds, boolean publishRaw, CommandPolicy commands) {

  /** How long an A-leg waits for a command before the switch ends it. */
  public int parkTimeoutSeconds() {
    return commands.parkTimeoutSeconds();
  }
}
