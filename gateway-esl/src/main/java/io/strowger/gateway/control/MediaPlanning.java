package io.strowger.gateway.control;

import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.MediaCommand;
import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps of commands about what a leg's party hears and says. */
final class MediaPlanning {
  private static final String DIGITS = "strowger_digits";
  private static final String SILENCE = "silence_stream://250";
  private static final String PLAYED = "FILE PLAYED";
  private static final int MAX_DIGITS = 128;
  private static final int MAX_TRIES = 10;
  private static final int MAX_RECORD_SECONDS = 86_400;
  private static final int MUTED = 1;
  private static final Duration STOP_SHOWN_WITHIN = Duration.ofSeconds(5);

  private MediaPlanning() {}

  static List<Step> steps(MediaCommand command) {
    String uuid = command.head().legId().value();
    return switch (command) {
      case MediaCommand.StopMedia _ -> api("uuid_break " + uuid + " all");
      case MediaCommand.CollectDigits collect ->
          List.of(
              new Step.Execute("unset", DIGITS),
              new Step.Run("play_and_get_digits", arguments(collect), MediaPlanning::collected));
      case MediaCommand.SendDigits send ->
          api("uuid_send_dtmf " + uuid + " " + Words.digits(send.digits()));
      case MediaCommand.MuteLeg mute ->
          api("uuid_audio " + uuid + " start " + word(mute.direction()) + " mute " + MUTED);
      case MediaCommand.UnmuteLeg _ -> api("uuid_audio " + uuid + " stop");
      case MediaCommand.RecordLeg recording -> List.of(record(uuid, recording));
      case MediaCommand.JoinConference join ->
          List.of(
              new Step.Run("conference", conference(join), completed -> Verdict.completed(null)));
    };
  }

  /**
   * The switch queues it with an execution UUID of its own choice, so its end is known by the file.
   */
  static List<Step> play(String uuid, String media) {
    String file = Words.media(media);
    return List.of(
        new Step.ApiShownBy(
            "uuid_broadcast " + uuid + " " + file + " aleg",
            new Sign(
                "CHANNEL_EXECUTE_COMPLETE",
                "Application-Data",
                file,
                null,
                MediaPlanning::played)));
  }

  private static List<Step> api(String command) {
    return List.of(new Step.Api(command, false));
  }

  private static String arguments(MediaCommand.CollectDigits collect) {
    int min = Words.within("min_digits", collect.minDigits(), 1, MAX_DIGITS);
    int max = Words.within("max_digits", collect.maxDigits(), min, MAX_DIGITS);
    int tries = Words.within("tries", collect.tries(), 1, MAX_TRIES);
    int timeout = Words.within("timeout_millis", collect.timeoutMillis(), 1_000, 60_000);
    String invalid = collect.invalidPrompt();
    return String.join(
        " ",
        Integer.toString(min),
        Integer.toString(max),
        Integer.toString(tries),
        Integer.toString(timeout),
        Words.terminators(collect.terminators()),
        Words.media(collect.prompt()),
        invalid == null ? SILENCE : Words.media(invalid),
        DIGITS,
        "[0-9*#]+",
        Integer.toString(timeout));
  }

  private static Verdict collected(EslEvent completed) {
    String digits = completed.variable(DIGITS);
    return digits == null || digits.isEmpty()
        ? Verdict.failed(null, "no digits, or too few")
        : Verdict.found(Map.of("digits", digits));
  }

  private static Verdict played(EslEvent completed) {
    String response = completed.header("Application-Response");
    boolean hungUp = "hangup".equals(completed.header("Answer-State"));
    if (PLAYED.equals(response)) {
      return Verdict.completed(null);
    }
    return hungUp ? Verdict.of(CommandOutcome.GONE, response) : Verdict.failed(null, response);
  }

  /** A relative path would be taken from the switch's base folder, not from that of recordings. */
  private static Step record(String uuid, MediaCommand.RecordLeg recording) {
    String path = Words.fileBelow("path", recording.path());
    Integer seconds = recording.limitSeconds();
    String limit =
        seconds == null ? "" : " " + Words.within("limit_seconds", seconds, 1, MAX_RECORD_SECONDS);
    String action = recording.action().name().toLowerCase(Locale.ROOT);
    boolean start = recording.action() == MediaCommand.RecordingAction.START;
    return new Step.Ask(
        "global_getvar recordings_dir",
        folder -> {
          String file = Words.folder(folder) + "/" + path;
          String command = "uuid_record " + uuid + " " + action + " " + file;
          return recording.action() == MediaCommand.RecordingAction.STOP
              ? new Step.Answer.Then(
                  new Step.ApiShownBy(
                      command,
                      new Sign(
                          "RECORD_STOP",
                          "Record-File-Path",
                          file,
                          STOP_SHOWN_WITHIN,
                          MediaPlanning::recorded)))
              : new Step.Answer.Then(new Step.Api(command + (start ? limit : ""), false));
        });
  }

  private static Verdict recorded(EslEvent stopped) {
    Map<String, String> values = new TreeMap<>();
    for (String name : List.of("record_ms", "record_file_size")) {
      String value = stopped.variable(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return Verdict.found(values);
  }

  private static String conference(MediaCommand.JoinConference join) {
    String room =
        Words.name("conference", join.conference()) + "@" + Words.name("profile", join.profile());
    String flags =
        join.flags().stream()
            .distinct()
            .map(flag -> flag.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    return flags.isEmpty() ? room : room + "+flags{" + flags + "}";
  }

  private static String word(MediaCommand.Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }
}
