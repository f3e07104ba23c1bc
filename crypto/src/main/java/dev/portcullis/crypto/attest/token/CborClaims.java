package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Octets;
import dev.portcullis.crypto.attest.token.ClaimValue.Other;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads the values of a CWT, whose depth the decoder has bounded, and writes them. */
final class CborClaims {

  private CborClaims() {}

  /** Refuses {@code MALFORMED} for a map with keys that are neither names nor numbers. */
  static Outcome<ClaimValue, AttestationRefusal> read(CborItem item) {
    return switch (item) {
      case Uint(long bits) -> Outcome.passed(bits >= 0 ? new Whole(bits) : new Other());
      case NegativeInt(long bits) -> Outcome.passed(bits >= 0 ? new Whole(~bits) : new Other());
      case ByteString(var bytes) -> Outcome.passed(new Octets(bytes));
      case TextString(var text) -> Outcome.passed(new Text(text));
      case CborArray(var items) -> items(items);
      case CborMap(var entries) -> members(entries);
      // A tagged date is not the date itself (RFC 8392 section 2, NumericDate).
      case Tagged _, Simple _ -> Outcome.passed(new Other());
    };
  }

  /** The encoding of {@code members} (RFC 8949 section 4.2.1), which an issuer made. */
  static Bytes write(Members members) {
    return Cbor.encode(item(members));
  }

  private static CborItem item(ClaimValue value) {
    return switch (value) {
      case Text(var text) -> CborItem.text(text);
      case Octets(var bytes) -> CborItem.bytes(bytes);
      case Whole(long number) -> CborItem.integer(number);
      case Items(var items) -> new CborArray(items.stream().map(CborClaims::item).toList());
      case Members(var members) ->
          CborMap.sorted(
              members.entrySet().stream()
                  .map(each -> new CborMap.Entry(key(each.getKey()), item(each.getValue())))
                  .toList());
      case ClaimValue.Decimal _, Other _ ->
          throw new IllegalArgumentException("no issuer writes " + value + " into a CWT");
    };
  }

  private static CborItem key(Label label) {
    return switch (label) {
      case Label.Named(var name) -> CborItem.text(name);
      case Label.Numbered(long number) -> CborItem.integer(number);
    };
  }

  private static Outcome<ClaimValue, AttestationRefusal> items(List<CborItem> items) {
    var values = new ArrayList<ClaimValue>();
    for (CborItem item : items) {
      switch (read(item)) {
        case Outcome.Passed<ClaimValue, AttestationRefusal>(var value) -> values.add(value);
        case Outcome.Refused<ClaimValue, AttestationRefusal> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Items(values));
  }

  private static Outcome<ClaimValue, AttestationRefusal> members(List<CborMap.Entry> entries) {
    var members = new LinkedHashMap<Label, ClaimValue>();
    for (CborMap.Entry entry : entries) {
      var label = label(entry.key());
      if (label.isEmpty()) {
        return Outcome.refused(AttestationRefusal.MALFORMED);
      }
      switch (read(entry.value())) {
        case Outcome.Passed<ClaimValue, AttestationRefusal>(var value) ->
            members.put(label.get(), value);
        case Outcome.Refused<ClaimValue, AttestationRefusal> refused -> {
          return refused;
        }
      }
    }
    return Outcome.passed(new Members(members));
  }

  /** RFC 9052 section 1.5, RFC 8392 section 1.1: an integer or a text string. */
  private static Optional<Label> label(CborItem key) {
    return switch (key) {
      case Uint(long bits) when bits >= 0 -> Optional.of(new Label.Numbered(bits));
      case NegativeInt(long bits) when bits >= 0 -> Optional.of(new Label.Numbered(~bits));
      case TextString(var name) -> Optional.of(new Label.Named(name));
      case Uint _, NegativeInt _, ByteString _, CborArray _, CborMap _, Tagged _, Simple _ ->
          Optional.empty();
    };
  }
}
