package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.MessageRefusal;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Unverified;
import java.util.ArrayList;
import java.util.List;

/**
 * Stage 1: bytes from a stranger become an {@link Envelope}, in which every part has its place and
 * its size, and nothing is proven. No signature is verified and no state read, so this may run on
 * the link's own thread.
 */
public final class Parse {

  /** The largest request, in bytes: two appraisals of 8 KiB, four grants, and the rest. */
  public static final int MAX_REQUEST = 24 * 1024;

  private Parse() {}

  /** A request whose parts were taken apart. It proves nothing about its sender. */
  public static final class Envelope {
    private final Unverified<CommandRequest> request;
    private final Unverified<Command> command;
    private final List<Unverified<Grant>> grants;
    private final long arrivedNanos;

    private Envelope(
        Unverified<CommandRequest> request,
        Unverified<Command> command,
        List<Unverified<Grant>> grants,
        long arrivedNanos) {
      this.request = request;
      this.command = command;
      this.grants = List.copyOf(grants);
      this.arrivedNanos = arrivedNanos;
    }

    Unverified<CommandRequest> request() {
      return request;
    }

    Unverified<Command> command() {
      return command;
    }

    /** The grant of the command key first, an installed owner's last. */
    List<Unverified<Grant>> grants() {
      return grants;
    }

    /** When the link's callback began, on the monotonic clock. */
    long arrivedNanos() {
      return arrivedNanos;
    }
  }

  /** Takes a request apart. Never throws, whatever the bytes. */
  public static Outcome<Envelope, Refusal> parse(Bytes bytes, long arrivedNanos) {
    if (bytes.size() > MAX_REQUEST) {
      return Outcome.refused(Refusal.of(RefusalCode.TOO_LARGE));
    }
    return CommandRequestCodec.parse(bytes)
        .mapRefusal(Parse::said)
        .then(request ->
            CommandCodec.parse(request.claims().command())
                .mapRefusal(Parse::said)
                .then(command -> withGrants(request, command, arrivedNanos)));
  }

  private static Outcome<Envelope, Refusal> withGrants(
      Unverified<CommandRequest> request, Unverified<Command> command, long arrivedNanos) {
    var grants = new ArrayList<Unverified<Grant>>();
    for (Bytes encoded : request.claims().grants()) {
      switch (GrantCodec.parse(encoded)) {
        case Outcome.Refused<Unverified<Grant>, MessageRefusal>(var reason) -> {
          return Outcome.refused(said(reason));
        }
        case Outcome.Passed<Unverified<Grant>, MessageRefusal>(var grant) -> grants.add(grant);
      }
    }
    return Outcome.passed(new Envelope(request, command, grants, arrivedNanos));
  }

  private static Refusal said(MessageRefusal reason) {
    return Refusal.of(reason.code());
  }
}
