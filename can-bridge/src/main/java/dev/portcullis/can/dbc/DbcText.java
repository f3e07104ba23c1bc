package dev.portcullis.can.dbc;

import dev.portcullis.crypto.Bytes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters of a file whose encoding nobody wrote down. A byte order mark, or bytes that are
 * UTF-8 throughout, mean UTF-8; everything else is Windows-1252, which the editors write and which
 * has the printable characters of ISO 8859-1 at the same places. Keywords, names and numbers are
 * ASCII in all of them, so a wrong guess can only spoil a unit, a comment or the name of a value.
 */
final class DbcText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private DbcText() {}

  static String decode(Bytes file) {
    byte[] bytes = file.toArray();
    var text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)
        ? text
        : new String(bytes, WINDOWS);
  }

  static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
