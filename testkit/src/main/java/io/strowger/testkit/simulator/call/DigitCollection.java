package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Variables;
import java.time.Duration;

/**
 * {@code play_and_get_digits}: min, max, tries, timeout, terminators, prompt, invalid prompt,
 * variable.
 */
final class DigitCollection {

  private static final int MIN = 0;
  private static final int MAX = 1;
  private static final int TIMEOUT = 3;
  private static final int TERMINATORS = 4;
  private static final int VARIABLE = 7;

  private final Exchange exchange;
  private final Execution execution;
  private final String[] words;
  private final StringBuilder digits = new StringBuilder();

  private DigitCollection(Exchange exchange, Execution execution) {
    this.exchange = exchange;
    this.execution = execution;
    this.words = execution.data().split(" ");
  }

  static void begin(Exchange exchange, Execution execution) {
    DigitCollection collection = new DigitCollection(exchange, execution);
    Leg leg = execution.leg();
    leg.onDigit(collection::digit);
    Duration timeout = Duration.ofMillis(Long.parseLong(collection.words[TIMEOUT]));
    leg.keep(exchange.core().loop().after(timeout, collection::end));
  }

  private void digit(char pressed) {
    if (words[TERMINATORS].indexOf(pressed) >= 0) {
      end();
      return;
    }
    digits.append(pressed);
    if (digits.length() == Integer.parseInt(words[MAX])) {
      end();
    }
  }

  private void end() {
    Leg leg = execution.leg();
    if (!leg.running().contains(execution)) {
      return;
    }
    leg.onDigit(ignored -> {});
    Variables variables = leg.channel().variables();
    if (digits.length() >= Integer.parseInt(words[MIN])) {
      variables.set(words[VARIABLE], digits.toString());
    } else if (!digits.isEmpty()) {
      variables.set(words[VARIABLE] + "_invalid", digits.toString());
    }
    exchange.applications().complete(execution, "_none_");
  }
}
