package dev.portcullis.can.actuate;

import dev.portcullis.can.expression.ExpressionFault;
import dev.portcullis.can.expression.StateExpression;
import dev.portcullis.crypto.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * Conditions as they were read against the command map. A policy has one for each command at the
 * most; those of the one before go with it, and whoever asks about many makes none of them stay.
 */
final class Conditions {

  private static final int MOST = 16;

  private final CommandMap map;
  private final Map<String, Outcome<StateExpression, ExpressionFault>> read = new HashMap<>();

  Conditions(CommandMap map) {
    this.map = map;
  }

  synchronized Outcome<StateExpression, ExpressionFault> read(String condition) {
    if (read.size() >= MOST && !read.containsKey(condition)) {
      read.clear();
    }
    return read.computeIfAbsent(condition, map::condition);
  }
}
