package io.strowger.quickstart;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the same exchange to all classes that break nothing in it: starting one takes most of a
 * minute. Each uses accounts, carriers and routes of its own.
 */
final class OneExchange implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(OneExchange.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Exchange.class;
  }

  /** Closed by JUnit after the last class. */
  @Override
  public Exchange resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Exchange.class, _ -> started(), Exchange.class);
  }

  private static Exchange started() {
    try {
      return new Exchange("60s", OneExchange::withIpv6);
    } catch (Exception failure) {
      throw new IllegalStateException(
          "the services did not start: " + failure.getMessage(), failure);
    }
  }

  private static void withIpv6(Installation installation) {
    installation.configure(Service.TRANSCODER, "STROWGER_TRANSCODER_RTP_SECOND_ADDRESS", "::1");
  }
}
