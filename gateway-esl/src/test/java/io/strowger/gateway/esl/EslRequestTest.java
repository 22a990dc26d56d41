package io.strowger.gateway.esl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EslRequestTest {

  @Test
  void writes_an_execution_as_the_capture_has_it() {
    // When
    EslRequest request =
        EslRequest.execute(
            "8aab2c9e-e748-405f-bc63-d3618bf53697",
            "bridge",
            "sofia/internal/9503@127.0.0.1:5080",
            "00000001-0000-4000-8000-000000000000");

    // Then
    assertThat(new String(Captures.toSwitch("inbound-json-failover-causes"), UTF_8))
        .contains(request.text());
  }

  @Test
  void writes_a_body_with_its_length_in_bytes() {
    // When
    EslRequest request = EslRequest.executeWithBody("u", "set", "a=é\r\nb", null);

    // Then
    assertThat(request.text())
        .isEqualTo(
            "sendmsg u\ncall-command: execute\nexecute-app-name: set\n"
                + "content-type: text/plain\ncontent-length: 7\n\na=é\r\nb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\0", "x\nsendmsg y\n"})
  void refuses_what_would_be_a_second_command(String hostile) {
    List<ThrowingCallable> requests =
        List.of(
            () -> EslRequest.auth(hostile),
            () -> EslRequest.api("status" + hostile),
            () -> EslRequest.backgroundApi("status" + hostile, "j"),
            () -> EslRequest.backgroundApi("status", "j" + hostile),
            () -> EslRequest.filter("Unique-ID", hostile),
            () -> EslRequest.events(List.of("ALL" + hostile)),
            () -> EslRequest.execute("u" + hostile, "set", "a=b", null),
            () -> EslRequest.execute("u", "set" + hostile, "a=b", null),
            () -> EslRequest.execute("u", "set", "a=b" + hostile, null),
            () -> EslRequest.execute("u", "set", "a=b", hostile),
            () -> EslRequest.executeWithBody("u", "set", "a=b", hostile),
            () -> EslRequest.executeWithBody("u", "set", "a\0b", null));
    assertThat(requests)
        .allSatisfy(
            request -> assertThatThrownBy(request).isInstanceOf(IllegalArgumentException.class));
  }
}
