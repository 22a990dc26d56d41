package io.strowger.transcoder.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether all media threads run. Calls of one that has ended are mute: started anew, the service
 * gets them back from routing-service.
 */
@ApplicationScoped
@Liveness
public class MediaLiveness implements HealthCheck {
  private final TranscoderApplication application;

  /** Of this service. */
  public MediaLiveness(@Readiness TranscoderApplication application) {
    this.application = application;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("media threads")
        .status(application.hasAllMediaThreads())
        .build();
  }
}
