package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;

/**
 * API commands that a leg's variables name for a moment of its life ({@code api_on_answer} and its
 * kin).
 */
final class Hooks {

  static final String ANSWER = "api_on_answer";
  static final String PRE_ANSWER = "api_on_pre_answer";
  static final String MEDIA = "api_on_media";
  static final String RING = "api_on_ring";

  private Hooks() {}

  /**
   * Executes what those variables of the leg name that begin so ({@code switch_channel_api_on}).
   */
  static void run(Exchange exchange, Channel channel, String prefix) {
    for (String value : channel.variables().beginning(prefix)) {
      String command = Expansion.of(value, channel.variables());
      int space = command.indexOf(' ');
      String name = space < 0 ? command : command.substring(0, space);
      exchange.api().execute(name, space < 0 ? "" : command.substring(space + 1));
    }
  }
}
