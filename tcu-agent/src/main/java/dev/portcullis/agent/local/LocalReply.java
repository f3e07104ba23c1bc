package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.Optional;

/** What a {@link LocalRequest} is answered with. */
public sealed interface LocalReply {

  /** 2.05 with a signed message. */
  record Content(Bytes message) implements LocalReply {}

  /** 2.04: taken, with the receipt where there is one. */
  record Accepted(Optional<Bytes> receipt) implements LocalReply {}

  /** 4.04: there is none now, such as an offer while no window is open. */
  record NoneNow() implements LocalReply {}

  /** 4.00 and nothing else: refused before a signature held. A stranger learns no reason. */
  record RefusedStranger() implements LocalReply {}

  /** 4.03 with the code's name: refused after a signature held. */
  record Refused(RefusalCode code) implements LocalReply {}

  /** 5.03: no room at this moment; to be sent again. */
  record Busy() implements LocalReply {}
}
