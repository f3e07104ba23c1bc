package dev.portcullis.can.remote;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of one message, read in order: an array whose first item is the kind. A part that is
 * not as it must be is noted and a stand-in returned; {@link #whole} then refuses the message.
 */
final class Fields {

  private static final CborLimits LIMITS = new CborLimits(MessageChannel.LONGEST, 3, 128);

  private final List<CborItem> items;
  private int next;
  private boolean wrong;

  private Fields(List<CborItem> items) {
    this.items = items;
  }

  static Outcome<Fields, Ending> of(Bytes message) {
    return switch (Cbor.decode(message, LIMITS)) {
      case Outcome.Refused<CborItem, ?> _ -> Outcome.refused(Ending.NOT_CBOR);
      case Outcome.Passed<CborItem, ?>(CborArray(var items)) -> Outcome.passed(new Fields(items));
      case Outcome.Passed<CborItem, ?> _ -> Outcome.refused(Ending.WRONG_STRUCTURE);
    };
  }

  /** A number from 0 to 2^63 - 1. */
  long number() {
    return item() instanceof Uint(long bits) && bits >= 0 ? bits : stray(0L);
  }

  /** A number of either sign, as far as it fits 64 bits. */
  private long integer(CborItem item) {
    return switch (item) {
      case Uint(long bits) when bits >= 0 -> bits;
      case CborItem.NegativeInt(long bits) when bits >= 0 -> ~bits;
      case Uint _,
          CborItem.NegativeInt _,
          ByteString _,
          TextString _,
          CborArray _,
          CborMap _,
          CborItem.Tagged _,
          CborItem.Simple _ ->
          stray(0L);
    };
  }

  String text(int longest) {
    return text(item(), longest);
  }

  private String text(CborItem item, int longest) {
    return item instanceof TextString(String value) && !value.isEmpty() && value.length() <= longest
        ? value
        : stray("");
  }

  Bytes bytes(int least, int most) {
    return item() instanceof ByteString(Bytes value)
            && value.size() >= least
            && value.size() <= most
        ? value
        : stray(Bytes.empty());
  }

  /** A constant of a closed list, which {@code find} knows by its name. */
  <T> Optional<T> named(int longest, Function<String, Optional<T>> find) {
    Optional<T> found = find.apply(text(longest));
    return found.isPresent() ? found : stray(found);
  }

  /** Whether there is another part. */
  boolean hasMore() {
    return next < items.size();
  }

  Map<String, Long> numbers(int most, int longestKey) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    entries(most)
        .forEach(entry -> numbers.put(text(entry.key(), longestKey), integer(entry.value())));
    return numbers;
  }

  Map<String, String> texts(int most, int longest) {
    Map<String, String> texts = new LinkedHashMap<>();
    entries(most)
        .forEach(entry -> texts.put(text(entry.key(), longest), text(entry.value(), longest)));
    return texts;
  }

  private List<CborMap.Entry> entries(int most) {
    return item() instanceof CborMap(var entries) && entries.size() <= most
        ? entries
        : stray(List.of());
  }

  /** The message, if every part was as it must be and none is left over. */
  <T> Outcome<T, Ending> whole(Supplier<T> message) {
    return wrong || hasMore()
        ? Outcome.refused(Ending.WRONG_STRUCTURE)
        : Outcome.passed(message.get());
  }

  private CborItem item() {
    return hasMore() ? items.get(next++) : stray(CborItem.NULL);
  }

  private <T> T stray(T standIn) {
    wrong = true;
    return standIn;
  }
}
