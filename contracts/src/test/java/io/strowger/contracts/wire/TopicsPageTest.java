package io.strowger.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsPageTest {
  private static final Path PAGE = Path.of("../docs/topics.md");
  private static final String BEGIN = "<!-- told by the topic catalogue: begin -->\n";
  private static final String END = "<!-- told by the topic catalogue: end -->\n";

  @Test
  void the_topics_page_says_what_the_catalogue_says() throws Exception {
    String page = Files.readString(PAGE);
    String told =
        page.substring(0, page.indexOf(BEGIN))
            + BEGIN
            + table()
            + page.substring(page.indexOf(END));

    if (System.getenv("STROWGER_SCHEMAS_WRITE") != null) {
      Files.writeString(PAGE, told);
    }

    assertThat(page).as("run with STROWGER_SCHEMAS_WRITE=1 after changing a topic").isEqualTo(told);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| topic | kept | messages |\n|---|---|---|\n");
    for (Topic topic : Topic.values()) {
      table
          .append("| `")
          .append(topic.plainName())
          .append("` | ")
          .append(kept(topic))
          .append(" | ")
          .append(messages(topic))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String kept(Topic topic) {
    Duration retention = topic.retention();
    if (retention == null) {
      return "the latest of each key";
    }
    return retention.toHours() % 24 == 0 && retention.toDays() > 3
        ? retention.toDays() + " days"
        : retention.toHours() + " h";
  }

  private static String messages(Topic topic) {
    Class<?> type = topic.messageType();
    if (type == null) {
      return "the switch's own JSON, verbatim";
    }
    List<String> names =
        WireNames.alternativesOf(type).stream().map(WireNames::typeOf).sorted().toList();
    return String.join(", ", names);
  }
}
