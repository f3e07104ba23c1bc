package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessLengths;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.KeySlots;
import dev.portcullis.can.secoc.PduLayout;
import dev.portcullis.can.secoc.ReceiverLimits;
import dev.portcullis.can.secoc.ReservationBlock;
import dev.portcullis.can.secoc.SecOcProfile;
import dev.portcullis.can.secoc.SecuredMessage;
import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table {@code [secoc.MESSAGE]}, and holds against the DBC that freshness and authenticator
 * lie where the profile puts them and nothing else lies there.
 */
final class SecuredMessageReader {

  private static final int MOST_AUTHENTICATOR_BITS = 128;
  private static final int MOST_FAILURES = 10_000;
  private static final String ALSO = "also_accepted_slot";

  private final SignalLookup lookup;

  SecuredMessageReader(SignalLookup lookup) {
    this.lookup = lookup;
  }

  /** The end of a message that this unit is. */
  enum End {
    SENT,
    WATCHED
  }

  /** A message that is secured, with the signals that SecOC fills in. */
  record Secured(SecuredUse use, List<Signal> filled) {

    Secured {
      filled = List.copyOf(filled);
    }

    /** Whether whoever recorded it can send it again. */
    boolean isReplayable() {
      return message().layout().profile().freshness() instanceof FreshnessLengths.None;
    }

    SecuredMessage message() {
      return use.secured();
    }
  }

  /** Nothing where a fault was noted without which it cannot be told. */
  Optional<Secured> read(Message message, End end, Section table) {
    var id = new DataId((int) table.whole("data_id", 0, DataId.GREATEST));
    var slots = slots(table);
    var profile = profile(table);
    List<Signal> filled = new ArrayList<>();
    if (profile.freshness().sentBits() > 0) {
      lookup.signal(message, table.text("freshness"), table, "freshness").ifPresent(filled::add);
    }
    for (String name : table.texts("authenticator")) {
      lookup.signal(message, name, table, "authenticator").ifPresent(filled::add);
    }
    int candidates = candidates(profile.freshness(), table);
    var block = block(profile.freshness(), candidates, end, table);
    var failures =
        switch (end) {
          case SENT -> Optional.<Rate>empty();
          case WATCHED -> Optional.of(failures(table));
        };
    table.end();
    int sentBits = profile.freshness().sentBits() + profile.authenticatorBits();
    int payloadBytes = message.length() - Math.ceilDiv(sentBits, Byte.SIZE);
    if (payloadBytes < 1) {
      table.fault(Reason.BAD_SECOC, "profile", message.name() + " has no room for it");
      return Optional.empty();
    }
    checkPlaces(message, payloadBytes, sentBits, filled, table);
    var layout = new PduLayout(profile, payloadBytes);
    var secured = new SecuredMessage(id, slots, layout);
    SecuredUse use =
        failures
            .<SecuredUse>map(rate ->
                new SecuredUse.Watched(
                    message, secured, new ReceiverLimits(candidates, rate, block)))
            .orElseGet(() -> new SecuredUse.Sent(message, secured, block));
    return Optional.of(new Secured(use, filled));
  }

  private static KeySlots slots(Section table) {
    var sending = slot("key_slot", table);
    if (!table.has(ALSO)) {
      return KeySlots.only(sending);
    }
    var also = slot(ALSO, table);
    if (also.equals(sending)) {
      table.fault(Reason.BAD_SECOC, ALSO, "is the key_slot: no key changes");
      return KeySlots.only(sending);
    }
    return new KeySlots(sending, Optional.of(also));
  }

  private static KeySlot slot(String key, Section table) {
    return new KeySlot((int) table.whole(key, 0, KeySlot.GREATEST));
  }

  /** With the whole value sent, or none, there is one thing to try. */
  private static int candidates(FreshnessLengths freshness, Section table) {
    return switch (freshness) {
      case FreshnessLengths.Counted(int full, int sent) when sent < full ->
          (int) table.whole("candidates", 1, ReceiverLimits.MOST_CANDIDATES);
      case FreshnessLengths.Counted _, FreshnessLengths.None _ -> 1;
    };
  }

  /** After a restart of ours the other end must still find where we are. */
  private static ReservationBlock block(
      FreshnessLengths freshness, int candidates, End end, Section table) {
    if (freshness instanceof FreshnessLengths.None) {
      return new ReservationBlock(1);
    }
    int block = (int) table.whole("block", 1, ReservationBlock.MOST);
    if (end == End.SENT
        && freshness instanceof FreshnessLengths.Counted(int full, int sent)
        && sent < full
        && sent < Integer.SIZE
        && block > ((long) candidates << sent) - 1) {
      table.fault(
          Reason.BAD_SECOC,
          "block",
          "its receivers bridge " + (((long) candidates << sent) - 1) + " and no more");
    }
    return new ReservationBlock(block);
  }

  private static Rate failures(Section table) {
    int perSecond = (int) table.whole("failures_per_second", 1, MOST_FAILURES);
    return new Rate(perSecond, perSecond);
  }

  private static SecOcProfile profile(Section table) {
    String word = table.text("profile");
    return switch (word) {
      case "24Bit-CMAC-8Bit-FV" -> SecOcProfile.profile1(fullBits(table));
      case "24Bit-CMAC-No-FV" -> SecOcProfile.PROFILE_2;
      case "JASPAR" -> SecOcProfile.PROFILE_3;
      case "free" ->
          new SecOcProfile(
              freshness(table),
              (int) table.whole("authenticator_bits", 1, MOST_AUTHENTICATOR_BITS));
      default -> {
        table.fault(
            Reason.UNKNOWN_WORD,
            "profile",
            word + " is none of 24Bit-CMAC-8Bit-FV, 24Bit-CMAC-No-FV, JASPAR, free");
        yield SecOcProfile.PROFILE_2;
      }
    };
  }

  private static FreshnessLengths freshness(Section table) {
    if (!table.has("freshness_bits")) {
      return new FreshnessLengths.None();
    }
    int full = fullBits(table);
    return new FreshnessLengths.Counted(full, (int) table.whole("freshness_sent_bits", 0, full));
  }

  private static int fullBits(Section table) {
    return (int) table.whole("freshness_bits", FreshnessLengths.Counted.LEAST_FULL_BITS, Long.SIZE);
  }

  /** A mistake here would authenticate other bytes than those that are believed. */
  private static void checkPlaces(
      Message message, int payloadBytes, int sentBits, List<Signal> filled, Section table) {
    int at = payloadBytes * Byte.SIZE;
    for (Signal signal : filled) {
      for (int bit = signal.bits() - 1; bit >= 0; bit--) {
        if (!written(message, signal, 1L << bit).equals(single(message, at))) {
          table.fault(Reason.BAD_SECOC, "", signal.name() + " does not lie where SecOC puts it");
          return;
        }
        at++;
      }
    }
    if (at != payloadBytes * Byte.SIZE + sentBits) {
      table.fault(Reason.BAD_SECOC, "", "the signals are not " + sentBits + " bits long");
    }
    for (Signal signal : message.signals()) {
      var bits = written(message, signal, -1L);
      if (!filled.contains(signal) && !isZero(bits.slice(payloadBytes, bits.size()))) {
        table.fault(Reason.BAD_SECOC, "", signal.name() + " lies outside what is secured");
      }
    }
  }

  private static Bytes written(Message message, Signal signal, long raw) {
    var payload = new byte[message.length()];
    signal.put(payload, raw);
    return Bytes.of(payload);
  }

  private static Bytes single(Message message, int bit) {
    var payload = new byte[message.length()];
    if (bit < payload.length * Byte.SIZE) {
      payload[bit / Byte.SIZE] = (byte) (0x80 >> bit % Byte.SIZE);
    }
    return Bytes.of(payload);
  }

  private static boolean isZero(Bytes bytes) {
    return bytes.equals(Bytes.of(new byte[bytes.size()]));
  }
}
