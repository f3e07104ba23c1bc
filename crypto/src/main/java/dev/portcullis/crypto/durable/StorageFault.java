package dev.portcullis.crypto.durable;

/** An operation of a {@link FileSystem} that failed, with the reason in our own terms. */
public final class StorageFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final DurableRefusal refusal;

  /** A fault without a cause to look into. */
  public StorageFault(DurableRefusal refusal) {
    super(refusal.meaning());
    this.refusal = refusal;
  }

  /** A fault the platform reported as {@code cause}. */
  public StorageFault(DurableRefusal refusal, Throwable cause) {
    super(refusal.meaning() + ": " + cause, cause);
    this.refusal = refusal;
  }

  /** What the layers above answer with. */
  public DurableRefusal refusal() {
    return refusal;
  }
}
