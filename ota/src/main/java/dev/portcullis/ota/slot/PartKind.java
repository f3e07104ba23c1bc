package dev.portcullis.ota.slot;

/** What a version consists of. To Uptane each is an ECU of its own, with its own image. */
public enum PartKind {
  /** The agent's jars, and what the runtime is started with. */
  APPLICATION("application", Change.RESTART),
  /** The Java runtime, made for one processor. */
  RUNTIME("runtime", Change.RESTART),
  /** The policy. */
  POLICY("policy", Change.LIVE),
  /** The vehicle description: DBC and command map. */
  DESCRIPTION("description", Change.LIVE),
  /** The detectors' settings. */
  DETECTORS("detectors", Change.LIVE);

  /** How a part's change comes into force. */
  public enum Change {
    /** Only a new process has it. */
    RESTART,
    /** The running process can take it. */
    LIVE
  }

  private final String word;
  private final Change change;

  PartKind(String word, Change change) {
    this.word = word;
    this.change = change;
  }

  /** What it is called in files. */
  public String word() {
    return word;
  }

  /** What its change needs. */
  public Change change() {
    return change;
  }
}
