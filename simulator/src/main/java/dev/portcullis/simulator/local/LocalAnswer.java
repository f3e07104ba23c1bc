package dev.portcullis.simulator.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;

/** What a vehicle answered over the local link. Messages in it are unverified. */
public sealed interface LocalAnswer {

  /** 2.05: the message asked for. */
  record Content(Bytes message) implements LocalAnswer {}

  /** 2.04: taken, with the receipt where there is one. */
  record Accepted(Optional<Bytes> receipt) implements LocalAnswer {}

  /** 4.04: there is none now. */
  record NoneNow() implements LocalAnswer {}

  /** 4.00: refused, and a stranger is not told why. */
  record RefusedStranger() implements LocalAnswer {}

  /** 4.03: refused for this reason. */
  record Refused(RefusalCode code) implements LocalAnswer {}

  /** 5.03: no room at this moment. */
  record Busy() implements LocalAnswer {}

  /** 4.13: the body is larger than any message. */
  record TooLarge() implements LocalAnswer {}

  /** Another of CoAP's codes, such as {@code 4.15}. */
  record Other(String code) implements LocalAnswer {}
}
