package io.strowger.rating.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.ExactCosting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatingSettingsTest {
  @Test
  void costs_are_exact_unless_something_else_is_said() {
    assertThat(costing(Map.of())).isEqualTo(new ExactCosting());
  }

  @Test
  void the_environment_chooses_the_roundings_of_cgrates() {
    assertThat(costing(Map.of("STROWGER_RATING_ROUNDING", "cgrates")))
        .isEqualTo(new CgratesCosting(5));
    assertThat(
            costing(
                Map.of(
                    "STROWGER_RATING_ROUNDING", "cgrates",
                    "STROWGER_RATING_ROUNDING_DECIMALS", "6")))
        .isEqualTo(new CgratesCosting(6));
  }

  @Test
  void roundings_nobody_knows_are_refused() {
    assertThatThrownBy(() -> costing(Map.of("STROWGER_RATING_ROUNDING", "bankers")))
        .hasMessageContaining("bankers");
  }

  private static Costing costing(Map<String, String> environment) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new EnvConfigSource(environment, 300))
            .withConverter(Duration.class, 300, new DurationConverter())
            .withMapping(RatingSettings.class)
            .build();
    return RatingEngineProducer.engine(config.getConfigMapping(RatingSettings.class)).costing();
  }
}
