package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.can.secoc.SecOcReceiver;
import dev.portcullis.can.secoc.SecOcReceiver.AuthenticPdu;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.can.secoc.VerifyRefusal;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * SecOC between the frames on the bus and what is believed or sent: secures what the command map
 * says is sent secured, and lets of what it says is watched secured only through what holds. Other
 * frames pass as they are. Safe for concurrent use.
 */
final class SecuredTraffic {

  private record Watched(Message message, int payloadBytes, SecOcReceiver receiver) {}

  private record Sent(int payloadBytes, SecOcSender sender) {}

  private final Map<ArbitrationId, Watched> watched = new HashMap<>();
  private final Map<String, Sent> sent = new HashMap<>();
  private final UnauthenticCounts unauthentic;

  SecuredTraffic(Collection<SecuredUse> uses, SecOcParts parts, UnauthenticCounts unauthentic) {
    this.unauthentic = unauthentic;
    for (SecuredUse use : uses) {
      int bytes = use.secured().layout().payloadBytes();
      switch (use) {
        case SecuredUse.Sent(var message, var secured, var block) ->
            sent.put(
                message.name(),
                new Sent(bytes, new SecOcSender(secured, parts.keys(), parts.sent(), block)));
        case SecuredUse.Watched(var message, var secured, var limits) ->
            watched.put(
                message.id(),
                new Watched(
                    message,
                    bytes,
                    new SecOcReceiver(secured, parts.keys(), parts.received(), limits)));
      }
    }
  }

  /** {@code frame} of {@code message} as it goes onto the bus. */
  Outcome<CanFrame, SendRefusal> secure(Message message, CanFrame frame) {
    Sent end = sent.get(message.name());
    if (end == null) {
      return Outcome.passed(frame);
    }
    return end.sender()
        .secure(frame.payload().slice(0, end.payloadBytes()))
        .map(message::frame)
        .mapRefusal(_ -> SendRefusal.NOT_SECURED);
  }

  /**
   * {@code frame} as it may be believed, received at {@code nanos}. Of a secured message only what
   * was secured is left: the bits of freshness and authenticator are zero.
   */
  Outcome<CanFrame, FrameVerdict> verify(CanFrame frame, long nanos) {
    Watched end = watched.get(frame.id());
    // One of another format or length is found by its description, and is not worth a guess.
    if (end == null || !end.message().matches(frame)) {
      return Outcome.passed(frame);
    }
    return switch (end.receiver().verify(frame.payload(), nanos)) {
      case Passed<AuthenticPdu, VerifyRefusal>(var authentic) ->
          Outcome.passed(end.message().frame(filledUp(authentic.payload(), end.message())));
      case Refused<AuthenticPdu, VerifyRefusal>(var why) -> {
        FrameVerdict verdict = verdict(why);
        unauthentic.count(end.message().name(), verdict, nanos);
        yield Outcome.refused(verdict);
      }
    };
  }

  /** After a clean end the next start goes on where this one stopped, and is deaf to nothing. */
  void giveBack() {
    sent.values().forEach(each -> each.sender().giveBack());
    watched.values().forEach(each -> each.receiver().giveBack());
  }

  private static Bytes filledUp(Bytes payload, Message message) {
    return Bytes.concat(payload, Bytes.of(new byte[message.length() - payload.size()]));
  }

  private static FrameVerdict verdict(VerifyRefusal why) {
    return switch (why) {
      case WRONG_LENGTH -> FrameVerdict.WRONG_FORMAT;
      case PADDING_NOT_ZERO -> FrameVerdict.PADDING_NOT_ZERO;
      case NO_KEY -> FrameVerdict.NO_KEY;
      case BAD_MAC -> FrameVerdict.BAD_MAC;
      case REPLAYED -> FrameVerdict.REPLAYED;
      case FRESHNESS_EXHAUSTED -> FrameVerdict.FRESHNESS_EXHAUSTED;
      case TOO_MANY_ATTEMPTS -> FrameVerdict.TOO_MANY_ATTEMPTS;
      case FRESHNESS_NOT_STORED -> FrameVerdict.FRESHNESS_NOT_STORED;
    };
  }
}
