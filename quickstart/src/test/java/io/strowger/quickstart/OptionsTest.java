package io.strowger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Path ROOT = Path.of("/opt/strowger");
  private static final Path FROM = Path.of("/srv");

  @Test
  void without_any_a_simulated_switch_calls_and_data_stay_in_the_projects_folder()
      throws Exception {
    Options options = parse();

    assertThat(options.demo()).isTrue();
    assertThat(options.data()).isEqualTo(ROOT.resolve(".strowger"));
    assertThat(options.kafka()).isNull();
    assertThat(options.postgres()).isNull();
  }

  @Test
  void real_switches_take_the_simulated_ones_place() throws Exception {
    Options options = parse("--switch", "fs1=192.0.2.10:8021", "--switch", "fs2=fs2.example:8021");

    assertThat(options.switches()).containsExactly("fs1=192.0.2.10:8021", "fs2=fs2.example:8021");
    assertThat(options.demo()).isFalse();
  }

  @Test
  void existing_servers_and_another_folder_are_used() throws Exception {
    Options options =
        parse(
            "--no-demo",
            "--kafka",
            "k1:9092,k2:9092",
            "--postgres",
            "jdbc:postgresql://db:5432/strowger",
            "--data",
            "/var/lib/strowger");

    assertThat(options.demo()).isFalse();
    assertThat(options.kafka()).isEqualTo("k1:9092,k2:9092");
    assertThat(options.postgres()).isEqualTo("jdbc:postgresql://db:5432/strowger");
    assertThat(options.data()).isEqualTo(Path.of("/var/lib/strowger"));
  }

  @Test
  void a_relative_folder_is_one_of_where_the_command_was_given() throws Exception {
    assertThat(parse("--data", "./calls").data()).isEqualTo(Path.of("/srv/calls"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--switch fs1,--switch needs NAME=HOST:PORT after it.",
        "--kafka,--kafka needs HOST:PORT after it.",
        "--postgres mysql://db,--postgres needs jdbc:postgresql://HOST:PORT/DATABASE after it.",
        "--data,--data needs a directory after it.",
        "--demo,there is no option '--demo'; see ./strowger help."
      })
  void what_cannot_be_is_told_in_one_sentence(String words, String sentence) {
    assertThatThrownBy(() -> parse(words.split(" ")))
        .isInstanceOf(CannotStart.class)
        .hasMessage(sentence);
  }

  private static Options parse(String... words) throws CannotStart {
    return Options.parse(ROOT, FROM, List.of(words));
  }
}
