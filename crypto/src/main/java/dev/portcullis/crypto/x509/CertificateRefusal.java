package dev.portcullis.crypto.x509;

/**
 * Why certificates were not accepted: what, where, and what to do next.
 *
 * @param reason the reason, one of a closed list
 * @param where the file and, where one is meant, the line
 * @param detail what was found there
 */
public record CertificateRefusal(Reason reason, String where, String detail) {

  /** The closed list of reasons; each carries the advice for the person in front of it. */
  public enum Reason {
    FILE_MISSING("check the path in the configuration"),
    FILE_UNREADABLE("let the user the program runs as read the file"),
    TOO_LARGE("this is not the file meant: a few authorities fit into 64 KiB"),
    NOT_PEM("the file holds PEM blocks of type CERTIFICATE and nothing else (RFC 7468)"),
    NO_CERTIFICATE("put at least one authority's certificate into the file"),
    TOO_MANY("list the few authorities that are trusted, not a public root store"),
    BAD_CERTIFICATE("export the certificate again: its DER encoding is damaged"),
    NOT_AN_AUTHORITY("list the authority that issued this certificate instead"),
    DUPLICATE("list each authority once"),
    AMBIGUOUS_NAME("have the certificate issued with one common name");

    private final String next;

    Reason(String next) {
      this.next = next;
    }

    /** What to do about it. */
    public String next() {
      return next;
    }
  }

  /** The line for a person: place, reason, detail. {@link Reason#next()} is the line below it. */
  @Override
  public String toString() {
    return where + ": " + reason + (detail.isEmpty() ? "" : ": " + detail);
  }
}
