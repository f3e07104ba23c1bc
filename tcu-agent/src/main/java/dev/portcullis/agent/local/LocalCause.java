package dev.portcullis.agent.local;

import java.io.IOException;
import java.net.BindException;
import java.util.Locale;

/** The closed list of what keeps the local link from listening, each with what to do about it. */
public enum LocalCause {
  /** Another program has the port. */
  ADDRESS_IN_USE(
      "another program has this port",
      "see that no second agent runs, or change local.listen; the agent tries again by itself"),
  /** No interface has the address. */
  NO_SUCH_ADDRESS(
      "this unit does not have this address now",
      "bring its network up, or change local.listen; the agent tries again by itself"),
  /** A port that only root may open. */
  NOT_PERMITTED("the agent may not open this port", "take a port from 1024 on in local.listen"),
  /** The identity key signs nothing that belongs to its certificate, or not with P-256. */
  KEY_UNUSABLE(
      "the key under keys.tls cannot be used for it", "provision a P-256 key under this label"),
  /** Anything else. */
  NO_SOCKET(
      "the system gives no socket for it",
      "see the unit's network; the agent tries again by itself");

  private final String meaning;
  private final String next;

  LocalCause(String meaning, String next) {
    this.meaning = meaning;
    this.next = next;
  }

  /** What is wrong, in one clause. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, in one clause. */
  public String next() {
    return next;
  }

  /** The named cause of what opening a socket threw. */
  static LocalCause of(IOException fault) {
    var text = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
    if (fault instanceof BindException && text.contains("in use")) {
      return ADDRESS_IN_USE;
    }
    if (text.contains("cannot assign")) {
      return NO_SUCH_ADDRESS;
    }
    return text.contains("permission denied") ? NOT_PERMITTED : NO_SOCKET;
  }
}
