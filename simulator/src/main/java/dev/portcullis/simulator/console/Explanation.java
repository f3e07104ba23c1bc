package dev.portcullis.simulator.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Stage;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a refusal means, who can mend it and how, from the list that the wire uses.
 *
 * @param code the refusal
 */
record Explanation(RefusalCode code) {

  private static final int SCHEMA = 1;

  /** For people, at most 100 columns as long as the list's own sentences are. */
  String text() {
    return String.join(
        System.lineSeparator(),
        code.name() + "   refused at: " + stages(),
        "",
        "  " + code.meaning(),
        "",
        "  who can mend it   " + code.mender().text(),
        "  how               " + code.next(),
        "  send again?       " + AdviceText.sentence(code.advice()));
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("schema", SCHEMA);
    node.put("code", code.name());
    node.put("stage", name(code.stage()));
    node.put("meaning", code.meaning());
    node.put("mender", code.mender().name());
    node.put("next", code.next());
    node.put("advice", AdviceText.name(code.advice()));
    return node;
  }

  /** As a row of the table in {@code docs/refusals.md}. */
  String row() {
    return String.join(
        " | ",
        "| `" + code.name() + "`",
        code.meaning(),
        code.mender().text(),
        code.next(),
        "`" + AdviceText.name(code.advice()) + "` |");
  }

  static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  /** The whole way of a command, with the stage that refused in brackets. */
  private String stages() {
    return Arrays.stream(Stage.values())
        .map(stage -> stage == code.stage() ? "[" + name(stage) + "]" : name(stage))
        .collect(Collectors.joining(" > "));
  }
}
