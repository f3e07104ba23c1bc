package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import java.util.Optional;

/** The first thing found wrong with a command map; reading goes on with stand-ins, for nothing. */
final class MapFaults {

  private final String file;
  private Optional<CommandMapRefusal> first = Optional.empty();

  MapFaults(String file) {
    this.file = file;
  }

  void note(Reason reason, String where, String detail) {
    if (first.isEmpty()) {
      first = Optional.of(new CommandMapRefusal(reason, file, where, detail));
    }
  }

  Optional<CommandMapRefusal> first() {
    return first;
  }
}
