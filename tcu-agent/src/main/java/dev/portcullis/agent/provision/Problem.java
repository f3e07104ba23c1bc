package dev.portcullis.agent.provision;

/**
 * Something a person has to mend before the agent can start, and how.
 *
 * @param where file and, where there is one, the key's path or line
 * @param reason what is wrong with it
 * @param next what to do about it
 */
public record Problem(String where, String reason, String next) {

  /** The two lines that a person sees. */
  public String lines() {
    return where + ": " + reason + System.lineSeparator() + "next: " + next;
  }
}
