package dev.portcullis.can.actuate;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.can.permit.AllowEntry;
import dev.portcullis.can.permit.AllowEntry.Kind;
import dev.portcullis.can.permit.BusName;
import dev.portcullis.can.permit.Rate;
import dev.portcullis.crypto.Bytes;
import java.util.Optional;

/** Reads one {@code [[transmit]]} table of the command map. */
final class AllowEntryReader {

  private static final int MAX_RATE = 10_000;

  private AllowEntryReader() {}

  static Optional<AllowEntry> read(Section table) {
    var bus = new BusName(table.text("bus"));
    ArbitrationId id = id(table);
    Kind kind = kind(table);
    int length = length(table, kind);
    Bytes mask = bytes(table, "mask", length);
    Bytes value = bytes(table, "value", length);
    int burst = (int) table.whole("burst", 1, MAX_RATE);
    int perSecond = (int) table.whole("per_second", 1, MAX_RATE);
    table.end();
    if (mask.size() != length || value.size() != length || !isInside(value, mask)) {
      table.fault(Reason.BAD_BYTES, "value", "not within the mask and of the frame's length");
      return Optional.empty();
    }
    return Optional.of(new AllowEntry(bus, id, kind, mask, value, new Rate(burst, perSecond)));
  }

  private static ArbitrationId id(Section table) {
    String format = table.text("format");
    return switch (format) {
      case "standard" ->
          new ArbitrationId.Standard((int) table.whole("id", 0, ArbitrationId.Standard.MAX));
      case "extended" ->
          new ArbitrationId.Extended((int) table.whole("id", 0, ArbitrationId.Extended.MAX));
      default -> {
        table.fault(Reason.UNKNOWN_WORD, "format", format + " is not standard or extended");
        yield new ArbitrationId.Standard(0);
      }
    };
  }

  private static Kind kind(Section table) {
    String kind = table.text("kind");
    return switch (kind) {
      case "data" -> Kind.DATA;
      case "remote" -> Kind.REMOTE;
      case "fd" -> Kind.FD;
      default -> {
        table.fault(Reason.UNKNOWN_WORD, "kind", kind + " is not data, remote or fd");
        yield Kind.DATA;
      }
    };
  }

  private static int length(Section table, Kind kind) {
    int length =
        switch (kind) {
          case DATA, REMOTE -> (int) table.whole("length", 0, Dlc.MAX_CLASSIC_LENGTH);
          case FD -> (int) table.whole("length", 0, Dlc.MAX_FD_LENGTH);
        };
    if (Dlc.fdCode(length).isEmpty()) {
      table.fault(Reason.OUT_OF_RANGE, "length", "no FD frame has " + length + " bytes");
    }
    return length;
  }

  /** Hexadecimal digits, two a byte; absent, it is all zero and leaves the payload free. */
  private static Bytes bytes(Section table, String key, int length) {
    Optional<String> digits = table.optionalText(key);
    if (digits.isEmpty()) {
      return Bytes.of(new byte[length]);
    }
    if (digits.get().length() % 2 != 0 || !digits.get().matches("[0-9A-Fa-f]*")) {
      table.fault(Reason.BAD_BYTES, key, "not hexadecimal digits, two a byte");
      return Bytes.of(new byte[length]);
    }
    return Bytes.fromHex(digits.get());
  }

  private static boolean isInside(Bytes value, Bytes mask) {
    for (int i = 0; i < mask.size(); i++) {
      if ((value.at(i) & ~mask.at(i)) != 0) {
        return false;
      }
    }
    return true;
  }
}
