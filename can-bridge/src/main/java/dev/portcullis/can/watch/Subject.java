package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.Optional;

/** What a finding is about. */
public sealed interface Subject {

  /** The bus as a whole. */
  record Bus() implements Subject {

    @Override
    public String toString() {
      return "bus";
    }
  }

  /** An identifier, whatever it stands for. */
  record OfId(ArbitrationId id) implements Subject {

    @Override
    public String toString() {
      return id.toString();
    }
  }

  /** Identifiers of which there are too many to tell apart. */
  record Crowd() implements Subject {

    @Override
    public String toString() {
      return "many";
    }
  }

  /**
   * A message of the description.
   *
   * @param signal which of its signals; empty where the finding is about the message
   */
  record OfMessage(ArbitrationId id, String message, Optional<String> signal) implements Subject {

    @Override
    public String toString() {
      return id + " " + message + signal.map(it -> "." + it).orElse("");
    }
  }
}
