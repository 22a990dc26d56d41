package io.strowger.rating.adapter.cgrates;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts as people write them for CGRateS run against the service; each checks every reply. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class ScriptsIT {
  @Inject CgratesApplication cgrates;

  @ParameterizedTest
  @ValueSource(strings = {"envelope", "tariff_plan", "get_cost", "loads", "chargers"})
  void a_script_written_for_cgrates_runs_unchanged(String script) throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(getClass().getResource("/cgrates/rpc.py")).toURI())
            .getParent();
    Process python =
        new ProcessBuilder("python3", "-B", script + ".py", "http://127.0.0.1:" + cgrates.port())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();

    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(python.waitFor()).as(output).isZero();
  }
}
