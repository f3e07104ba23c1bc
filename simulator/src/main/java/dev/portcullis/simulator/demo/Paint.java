package dev.portcullis.simulator.demo;

import java.io.Console;
import java.util.Optional;

/** Colours for a terminal, and none elsewhere. Every colour stands beside a symbol and a word. */
enum Paint {
  /** For people who see them. */
  COLOURS,
  /** For files, pipes, and people who asked for none. */
  PLAIN;

  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String RED = "31";
  private static final String BOLD = "1";
  private static final String FAINT = "2";

  /** Colours on a terminal, unless {@code NO_COLOR} is set to anything. */
  static Paint forThisProcess() {
    var refusal = System.getenv("NO_COLOR");
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return terminal.isPresent() && (refusal == null || refusal.isEmpty()) ? COLOURS : PLAIN;
  }

  String good(String text) {
    return in(GREEN, text);
  }

  String doubtful(String text) {
    return in(YELLOW, text);
  }

  String bad(String text) {
    return in(RED, text);
  }

  String strong(String text) {
    return in(BOLD, text);
  }

  String faint(String text) {
    return in(FAINT, text);
  }

  private String in(String code, String text) {
    return switch (this) {
      case COLOURS -> "\u001b[" + code + "m" + text + "\u001b[0m";
      case PLAIN -> text;
    };
  }
}
