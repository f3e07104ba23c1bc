package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import java.util.ArrayList;
import java.util.List;

/** Writes CBOR as no issuer does: maps of open length, in any order, with a key twice. */
final class RawCbor {

  private static final Bytes MAP = Bytes.of((byte) 0xbf);
  private static final Bytes ARRAY = Bytes.of((byte) 0x9f);
  private static final Bytes END = Bytes.of((byte) 0xff);
  private static final Bytes NULL = Bytes.of((byte) 0xf6);

  private RawCbor() {}

  static Bytes write(Members members, String twice) {
    return map(members, "", twice);
  }

  private static Bytes map(Members members, String above, String twice) {
    var written = new ArrayList<Bytes>();
    members
        .values()
        .forEach((label, value) -> {
          var path = above + Mutation.name(label);
          var entry = Bytes.concat(Cbor.encode(key(label)), item(value, path + "/", twice));
          written.add(entry);
          if (path.equals(twice)) {
            written.add(entry);
          }
        });
    return open(MAP, written);
  }

  private static Bytes item(ClaimValue value, String above, String twice) {
    return switch (value) {
      case ClaimValue.Text(var text) -> Cbor.encode(CborItem.text(text));
      case ClaimValue.Octets(var bytes) -> Cbor.encode(CborItem.bytes(bytes));
      case ClaimValue.Whole(long number) -> Cbor.encode(CborItem.integer(number));
      case ClaimValue.Items(var items) ->
          open(ARRAY, items.stream().map(item -> item(item, above, twice)).toList());
      case Members inner -> map(inner, above, twice);
      case ClaimValue.Other _ -> NULL;
      case ClaimValue.Decimal _ -> throw new IllegalArgumentException("CBOR has no decimals");
    };
  }

  private static CborItem key(Label label) {
    return switch (label) {
      case Label.Named(var name) -> CborItem.text(name);
      case Label.Numbered(long number) -> CborItem.integer(number);
    };
  }

  private static Bytes open(Bytes head, List<Bytes> parts) {
    return Bytes.concat(head, Bytes.concat(parts.toArray(Bytes[]::new)), END);
  }
}
