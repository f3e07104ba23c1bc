package dev.portcullis.crypto.keys;

/** A token that worked no longer does: a fault of the unit, not a refusal of input. */
public final class TokenGoneException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  TokenGoneException(String where, Exception cause) {
    super(where + ": the token does not sign any more: " + cause.getMessage(), cause);
  }
}
