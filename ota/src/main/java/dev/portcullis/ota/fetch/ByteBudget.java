package dev.portcullis.ota.fetch;

/**
 * What the fetching of one file may cost in bytes, over all attempts and sources: a server that
 * sends again and again what is there already costs no more. For one thread at a time.
 */
public final class ByteBudget {

  private static final long SLACK = 1024L * 1024;

  private final long limit;
  private long left;

  /** A budget of so many bytes. */
  public ByteBudget(long limit) {
    this.limit = limit;
    this.left = limit;
  }

  /** Twice the file, and a mebibyte for what is lost and sent again of a small one. */
  public static ByteBudget forFile(long length) {
    return new ByteBudget(
        length > (Long.MAX_VALUE - SLACK) / 2 ? Long.MAX_VALUE : 2 * length + SLACK);
  }

  /** Spends what has come; whether that was still within the budget. */
  public boolean takes(long bytes) {
    left -= Math.min(bytes, left + 1);
    return left >= 0;
  }

  /** What to say once it is spent. */
  public FetchFailure failure() {
    return new FetchFailure.TooLong(limit);
  }
}
