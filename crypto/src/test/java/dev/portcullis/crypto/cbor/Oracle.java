package dev.portcullis.crypto.cbor;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.numbers.EInteger;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;

/** Says an item in the words of another implementation, which then decodes our bytes. */
final class Oracle {

  private Oracle() {}

  /** Tags are left out: the other implementation checks the content of those it knows. */
  static boolean understands(CborItem item) {
    return switch (item) {
      case Tagged _ -> false;
      case CborArray(var items) -> items.stream().allMatch(Oracle::understands);
      case CborMap(var entries) ->
          entries.stream().allMatch(e -> understands(e.key()) && understands(e.value()));
      case Uint _, NegativeInt _, ByteString _, TextString _, Simple _ -> true;
    };
  }

  static CBORObject said(CborItem item) {
    return switch (item) {
      case Uint(long bits) -> CBORObject.FromObject(unsigned(bits));
      case NegativeInt(long bits) ->
          CBORObject.FromObject(EInteger.FromInt32(-1).Subtract(unsigned(bits)));
      case ByteString(Bytes value) -> CBORObject.FromObject(value.toArray());
      case TextString(String value) -> CBORObject.FromObject(value);
      case Simple(int value) -> CBORObject.FromSimpleValue(value);
      case Tagged(long tag, CborItem content) ->
          CBORObject.FromObjectAndTag(said(content), unsigned(tag));
      case CborArray(var items) -> {
        CBORObject array = CBORObject.NewArray();
        items.forEach(element -> array.Add(said(element)));
        yield array;
      }
      case CborMap(var entries) -> {
        CBORObject map = CBORObject.NewMap();
        entries.forEach(entry -> map.Add(said(entry.key()), said(entry.value())));
        yield map;
      }
    };
  }

  private static EInteger unsigned(long bits) {
    return EInteger.FromString(Long.toUnsignedString(bits));
  }
}
