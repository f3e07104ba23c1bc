package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import java.util.ArrayList;
import java.util.List;

/**
 * The same pass over what others wrote, in any spelling that is well-formed and valid (RFC 8949,
 * section 5.3): with heads longer than needed, keys in any order, and lengths left open.
 */
final class ForeignCborReader extends CborReader {

  ForeignCborReader(byte[] input, CborLimits limits) {
    super(input, limits);
  }

  /** The items of a CBOR sequence (RFC 8742), to the last byte. */
  Outcome<List<CborItem>, CborRefusal> sequence() {
    List<CborItem> sequence = new ArrayList<>(FEW);
    while (refusal == null && at < input.length) {
      sequence.add(item(0));
    }
    return refusal == null ? Outcome.passed(sequence) : Outcome.refused(refusal);
  }

  @Override
  boolean mayFollow(int following, long bits) {
    return true;
  }

  /** In any order: their bytes say nothing of whether two keys are the same. */
  @Override
  void follows(int comparison) {}

  /** Keys are compared by what they mean: two spellings of one key are still a duplicate. */
  @Override
  CborItem map(List<CborMap.Entry> entries) {
    entries.sort(CborMap.BY_KEY);
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i - 1).key().equals(entries.get(i).key())) {
        return refuse(CborRefusal.DUPLICATE_KEY);
      }
    }
    return super.map(entries);
  }

  @Override
  CborItem indefinite(int major, int depth) {
    return switch (major) {
      case Major.BYTES -> bytes();
      case Major.TEXT -> text();
      case Major.ARRAY -> depth == limits.depth() ? tooDeep() : array(depth);
      case Major.MAP -> depth == limits.depth() ? tooDeep() : map(depth);
      default -> super.indefinite(major, depth);
    };
  }

  private CborItem tooDeep() {
    return refuse(CborRefusal.TOO_DEEP);
  }

  private CborItem array(int depth) {
    List<CborItem> elements = new ArrayList<>(FEW);
    while (!ended()) {
      elements.add(item(depth + 1));
    }
    return refusal == null ? new CborArray(elements) : NOTHING;
  }

  private CborItem map(int depth) {
    List<CborMap.Entry> entries = new ArrayList<>(FEW);
    while (!ended()) {
      CborItem key = item(depth + 1);
      entries.add(new CborMap.Entry(key, item(depth + 1)));
    }
    return refusal == null ? map(entries) : NOTHING;
  }

  private CborItem bytes() {
    List<Bytes> pieces = new ArrayList<>(FEW);
    while (!ended() && pieceOf(Major.BYTES)) {
      if (byteString(headBits) instanceof ByteString(Bytes piece)) {
        pieces.add(piece);
      }
    }
    return refusal == null ? new ByteString(Bytes.concat(pieces.toArray(Bytes[]::new))) : NOTHING;
  }

  private CborItem text() {
    var text = new StringBuilder();
    while (!ended() && pieceOf(Major.TEXT)) {
      if (textString(headBits) instanceof TextString(String piece)) {
        text.append(piece);
      }
    }
    return refusal == null ? new TextString(text.toString()) : NOTHING;
  }

  /** Reads the head of a piece, which has the type of the whole and a length. */
  private boolean pieceOf(int major) {
    int initial = input[at++] & 0xff;
    if (++items > limits.items()) {
      note(CborRefusal.TOO_LARGE);
    } else if (initial >>> Major.SHIFT != major) {
      note(CborRefusal.INDEFINITE_LENGTH);
    }
    return refusal == null && head(initial & Major.INFORMATION_MASK);
  }

  /** Whether there is no more to read: behind the break, which is consumed, or after a refusal. */
  private boolean ended() {
    if (refusal == null && at == input.length) {
      note(CborRefusal.TRUNCATED);
    }
    if (refusal != null) {
      return true;
    }
    if ((input[at] & 0xff) == Major.BREAK) {
      at++;
      return true;
    }
    return false;
  }
}
