package dev.portcullis.crypto.keys;

/**
 * Why keys could not be had: what, where, and what to do next. It never holds a secret.
 *
 * @param reason the reason, one of a closed list
 * @param where the file, or the token's library and slot, and the label where one is meant
 * @param detail what was found there
 */
public record KeyRefusal(Reason reason, String where, String detail) {

  /** The closed list of reasons; each carries the advice for the person in front of it. */
  public enum Reason {
    FILE_MISSING("check the path in the configuration, or run `portcullis agent provision`"),
    FILE_UNREADABLE("let the user the program runs as read the file"),
    FILE_TOO_LARGE("this is not the file meant: check the path in the configuration"),
    FILE_EXISTS("choose another path, or move the file away: nothing is overwritten"),
    FILE_NOT_WRITABLE("let the user the program runs as write to the file's folder"),
    SECRET_EMPTY("write the password or PIN into the file, on one line"),
    SECRET_MALFORMED("the file holds one line of UTF-8 text and nothing else"),
    SECRET_READABLE_BY_OTHERS("chmod 600 the file: whoever can read it can use the keys"),
    NOT_A_KEY_STORE("the file is no PKCS#12 file, or damaged: restore it or provision again"),
    WRONG_SECRET("check the file that holds the password or PIN"),
    TOKEN_LIBRARY_MISSING("install the token vendor's PKCS#11 library, or correct its path"),
    TOKEN_LIBRARY_UNUSABLE("install the token vendor's library for this processor and system"),
    TOKEN_MISSING("plug in or initialise the token, or correct slotListIndex"),
    TOKEN_ALREADY_OPEN("open a token once, or give the second use another name"),
    TOKEN_FAULT("read the detail: the token answered with an error of its own"),
    NO_SUCH_LABEL("correct the label, or create the key with `portcullis agent provision`"),
    BAD_LABEL("use 1 to 64 letters, digits, dots and hyphens, no capital letters"),
    LABEL_TAKEN("choose another label: a key is never overwritten"),
    NOT_A_PRIVATE_KEY("the label names a certificate: name the key's label instead"),
    WRONG_KEY_TYPE("create a P-256 key under this label"),
    TOKEN_ONLY_SIGNS("keep the key in a PKCS#12 file: nothing is agreed on in a token here"),
    KEY_NOT_OF_CERTIFICATE("install the certificate that was issued for this very key"),
    KEY_EXTRACTABLE("create the key in the token, not outside it"),
    BAD_CHAIN("install the chain leaf first, each certificate issued by the next"),
    EXPIRED("have the certificate renewed and install the new chain"),
    NOT_YET_VALID("check the clock of whoever issued the certificate");

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
