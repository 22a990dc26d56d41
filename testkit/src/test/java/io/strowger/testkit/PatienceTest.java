package io.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void a_test_that_names_no_limit_waits_as_long_as_a_slow_machine_may_take() {
    long[] left = new long[1];

    Awaitility.await()
        .conditionEvaluationListener(
            new ConditionEvaluationListener<Object>() {
              @Override
              public void conditionEvaluated(EvaluatedCondition<Object> condition) {
                left[0] = condition.getRemainingTimeInMS() + condition.getElapsedTimeInMS();
              }
            })
        .until(() -> true);

    assertThat(left[0]).isGreaterThan(59_000);
  }
}
