package io.strowger.gateway.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when commands are read; a switch being down does not make the gateway unready. */
@ApplicationScoped
@Readiness
public class GatewayReadiness implements HealthCheck {
  private final GatewayApplication gateway;

  /** The readiness of this gateway. */
  public GatewayReadiness(GatewayApplication gateway) {
    this.gateway = gateway;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka and commands").status(gateway.isReady()).build();
  }
}
