package dev.portcullis.simulator.repository.console;

import dev.portcullis.ota.json.JsonValue.Members;
import java.util.List;

/**
 * What a command answers.
 *
 * @param lines for people
 * @param data the same for programs
 */
record Said(List<String> lines, Members data) {
  Said {
    lines = List.copyOf(lines);
  }
}
