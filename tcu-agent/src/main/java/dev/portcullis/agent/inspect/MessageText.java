package dev.portcullis.agent.inspect;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Sign1;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message's fields as lines for a person, with the messages inside it. */
final class MessageText {

  private static final CborLimits LIMITS = new CborLimits(Sign1.LARGEST, 16, 8192);
  private static final int LONGEST = 64;
  private static final int NAME_WIDTH = 20;
  private static final int DEEPEST = 3;
  private static final String INDENT = "   ";

  private MessageText() {}

  /** The fields of a payload of that kind. */
  static List<String> fields(MessageKind kind, Bytes payload) {
    return fields(kind, payload, 1);
  }

  private static List<String> fields(MessageKind kind, Bytes payload, int depth) {
    var lines = new ArrayList<String>();
    if (Cbor.decode(payload, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborMap(var entries))) {
      for (CborMap.Entry entry : entries) {
        long key = entry.key() instanceof CborItem.Uint(long bits) ? bits : 0;
        var name = String.format(Locale.ROOT, "%2d %-" + NAME_WIDTH + "s", key, kind.field(key));
        lines.add(INDENT.repeat(depth) + name + value(entry.value()));
        lines.addAll(inside(entry.value(), depth + 1));
      }
    }
    return lines;
  }

  /** What lies in a byte string, or in each of an array of them, if it is a message of ours. */
  private static List<String> inside(CborItem item, int depth) {
    var lines = new ArrayList<String>();
    if (depth > DEEPEST) {
      return lines;
    }
    switch (item) {
      case CborItem.ByteString(var bytes) -> {
        if (Sign1.typ(bytes) instanceof Outcome.Passed<String, ?>(var typ)) {
          MessageKind.of(typ)
              .ifPresent(kind -> {
                if (Sign1.parse(bytes, typ) instanceof Outcome.Passed<Sign1, ?>(var signed)) {
                  lines.add(
                      INDENT.repeat(depth) + typ + ", by key " + signed.keyId().value().hex());
                  lines.addAll(fields(kind, signed.payload(), depth));
                }
              });
        }
      }
      case CborItem.CborArray(var items) ->
          items.forEach(each -> lines.addAll(inside(each, depth)));
      case CborItem.Uint _,
          CborItem.NegativeInt _,
          CborItem.TextString _,
          CborItem.Tagged _,
          CborItem.Simple _,
          CborMap _ -> {}
    }
    return lines;
  }

  private static String value(CborItem item) {
    return switch (item) {
      case CborItem.Uint(long bits) -> Long.toUnsignedString(bits);
      case CborItem.NegativeInt(long bits) -> "-1 - " + Long.toUnsignedString(bits);
      case CborItem.ByteString(var bytes) -> hex(bytes);
      case CborItem.TextString(var text) -> '"' + shortened(text) + '"';
      case CborItem.CborArray(var items) ->
          items.stream().map(MessageText::value).collect(Collectors.joining(", ", "[", "]"));
      case CborItem.Tagged(long tag, var content) -> tag + "(" + value(content) + ")";
      case CborItem.Simple(int value) -> "simple " + value;
      case CborMap(var entries) ->
          entries.stream()
              .map(entry -> value(entry.key()) + ": " + value(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String hex(Bytes bytes) {
    return bytes.size() * 2 <= LONGEST
        ? bytes.hex()
        : bytes.slice(0, LONGEST / 4).hex() + "… (" + bytes.size() + " bytes)";
  }

  /** What a stranger wrote is not put onto a terminal as it is. */
  private static String shortened(String text) {
    var visible = text.replaceAll("[^ -~]", "?");
    return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "…";
  }
}
