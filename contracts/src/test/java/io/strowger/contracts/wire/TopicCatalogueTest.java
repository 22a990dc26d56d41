package io.strowger.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  private final TopicCatalogue catalogue =
      new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 12, 16, (short) 3);

  @Test
  void commands_have_a_partition_for_each_gateway_instance() {
    assertThat(definition("strowger.call-commands").partitions()).isEqualTo(16);
    assertThat(definition("strowger.call-events").partitions()).isEqualTo(12);
  }

  @Test
  void leases_are_one_row_of_records_by_the_clock_of_the_broker() {
    assertThat(definition("strowger.gateway-leases").partitions()).isEqualTo(1);
    assertThat(definition("strowger.gateway-leases").configuration())
        .containsEntry("message.timestamp.type", "LogAppendTime");
  }

  @Test
  void who_holds_a_switch_is_compacted_and_all_else_expires() {
    assertThat(definition("strowger.switch-status").configuration())
        .isEqualTo(Map.of("cleanup.policy", "compact"));
    assertThat(definition("strowger.cdrs").configuration())
        .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "2592000000"));
  }

  @Test
  void every_topic_of_ours_has_one_for_its_dead_letters() {
    List<String> names =
        catalogue.definitions().stream().map(TopicCatalogue.Definition::name).toList();

    assertThat(names).doesNotHaveDuplicates().contains("strowger.charges-dead-letters");
    assertThat(names).hasSize(Topic.values().length * 2 - 1);
  }

  @Test
  void what_kafka_would_refuse_is_refused() {
    assertThatThrownBy(() -> new TopicCatalogue("a b", 1, 1, (short) 1))
        .hasMessageContaining("a b");
    assertThatThrownBy(() -> new TopicCatalogue("", 0, 1, (short) 1))
        .hasMessageContaining("partitions");
  }

  private TopicCatalogue.Definition definition(String name) {
    return catalogue.definitions().stream()
        .filter(definition -> definition.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
