package dev.portcullis.ota.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One block of 512 bytes of a ustar archive (POSIX.1-2017, pax, "ustar Interchange Format"), in one
 * spelling only: owner and group 0 without names, time 0, no prefix, numbers in full width. An
 * archive that was built twice is then the same bytes.
 */
final class ArchiveHeader {

  /** Headers are one block; content is padded to whole blocks. */
  static final int BLOCK = 512;

  private static final int CHECKSUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final Bytes ZEROS = Bytes.of(new byte[BLOCK]);
  private static final Bytes NOBODY = Bytes.utf8("0000000\0");
  private static final Bytes FILE_MODE = Bytes.utf8("0000644\0");
  private static final Bytes PROGRAM_MODE = Bytes.utf8("0000755\0");
  private static final Bytes NO_SIZE = Bytes.utf8("00000000000\0");
  private static final Bytes NO_TIME = Bytes.utf8("00000000000\0");
  private static final String CHECKSUM_FORM = "%06o\0 ";
  private static final Bytes MAGIC = Bytes.utf8("ustar\00000");

  private final Bytes block;

  private ArchiveHeader(Bytes block) {
    this.block = block;
  }

  static Outcome<ArchiveEntry, ArchiveFault> read(Bytes block) {
    if (block.size() != BLOCK) {
      return Outcome.refused(ArchiveFault.CUT_SHORT);
    }
    return block.equals(ZEROS)
        ? Outcome.passed(new ArchiveEntry.End())
        : new ArchiveHeader(block).entry();
  }

  static boolean isZeros(Bytes bytes) {
    return bytes.equals(ZEROS.slice(0, bytes.size()));
  }

  /** The block that announces {@code folder}, whose name has at most 99 characters. */
  static Bytes of(ArchiveEntry.Folder folder) {
    return block(folder.name() + "/", PROGRAM_MODE, 0, '5');
  }

  /** The block that announces {@code file}, of less than 8 GiB. */
  static Bytes of(ArchiveEntry.File file) {
    var mode =
        switch (file.access()) {
          case DATA -> FILE_MODE;
          case PROGRAM -> PROGRAM_MODE;
        };
    return block(file.name().text(), mode, file.size(), '0');
  }

  private static Bytes block(String name, Bytes mode, long size, char type) {
    var bytes = new byte[BLOCK];
    put(bytes, 0, Bytes.utf8(name));
    put(bytes, 100, mode);
    put(bytes, 108, NOBODY);
    put(bytes, 116, NOBODY);
    put(bytes, 124, Bytes.utf8("%011o\0".formatted(size)));
    put(bytes, 136, NO_TIME);
    bytes[TYPE_AT] = (byte) type;
    put(bytes, 257, MAGIC);
    put(bytes, 329, NOBODY);
    put(bytes, 337, NOBODY);
    int checksum = new ArchiveHeader(Bytes.of(bytes)).checksum();
    put(bytes, CHECKSUM_AT, Bytes.utf8(CHECKSUM_FORM.formatted(checksum)));
    return Bytes.of(bytes);
  }

  private static void put(byte[] block, int at, Bytes field) {
    System.arraycopy(field.toArray(), 0, block, at, field.size());
  }

  private Outcome<ArchiveEntry, ArchiveFault> entry() {
    if (!field(CHECKSUM_AT, 8).equals(Bytes.utf8(CHECKSUM_FORM.formatted(checksum())))) {
      return Outcome.refused(ArchiveFault.WRONG_CHECKSUM);
    }
    if (!isPlain()) {
      return Outcome.refused(ArchiveFault.WRONG_HEADER);
    }
    return switch (block.at(TYPE_AT)) {
      case '0' -> file();
      case '5' -> folder();
      default -> Outcome.refused(ArchiveFault.WRONG_TYPE);
    };
  }

  private boolean isPlain() {
    return field(108, 8).equals(NOBODY)
        && field(116, 8).equals(NOBODY)
        && field(136, 12).equals(NO_TIME)
        && isZeros(field(157, 100))
        && field(257, 8).equals(MAGIC)
        && isZeros(field(265, 64))
        && field(329, 8).equals(NOBODY)
        && field(337, 8).equals(NOBODY)
        && isZeros(field(345, 167));
  }

  private Outcome<ArchiveEntry, ArchiveFault> file() {
    var mode = field(100, 8);
    if (!mode.equals(FILE_MODE) && !mode.equals(PROGRAM_MODE)) {
      return Outcome.refused(ArchiveFault.WRONG_MODE);
    }
    var access = mode.equals(PROGRAM_MODE) ? ArchiveEntry.Access.PROGRAM : ArchiveEntry.Access.DATA;
    var size = size();
    if (size.isEmpty()) {
      return Outcome.refused(ArchiveFault.WRONG_HEADER);
    }
    return named(
        text()
            .flatMap(EntryName::of)
            .map(name -> new ArchiveEntry.File(name, access, size.getAsLong())));
  }

  private Outcome<ArchiveEntry, ArchiveFault> folder() {
    if (!field(100, 8).equals(PROGRAM_MODE)) {
      return Outcome.refused(ArchiveFault.WRONG_MODE);
    }
    if (!field(124, 12).equals(NO_SIZE)) {
      return Outcome.refused(ArchiveFault.WRONG_HEADER);
    }
    return named(
        text()
            .filter(text -> text.endsWith("/"))
            .flatMap(text -> EntryName.of(text.substring(0, text.length() - 1)))
            .map(ArchiveEntry.Folder::new));
  }

  private static Outcome<ArchiveEntry, ArchiveFault> named(Optional<? extends ArchiveEntry> entry) {
    return entry.isPresent()
        ? Outcome.passed(entry.get())
        : Outcome.refused(ArchiveFault.WRONG_NAME);
  }

  /** Up to the first zero; nothing may stand behind it. */
  private Optional<String> text() {
    var field = field(0, EntryName.MAX_LENGTH);
    int length = 0;
    while (length < field.size() && field.at(length) != 0) {
      length++;
    }
    return isZeros(field.slice(length, field.size()))
        ? Optional.of(new String(field.slice(0, length).toArray(), StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  private OptionalLong size() {
    var field = field(124, 12);
    long size = 0;
    for (int i = 0; i < 11; i++) {
      int digit = field.at(i) - '0';
      if (digit < 0 || digit > 7) {
        return OptionalLong.empty();
      }
      size = size << 3 | digit;
    }
    return field.at(11) == 0 ? OptionalLong.of(size) : OptionalLong.empty();
  }

  /** The sum of all bytes, the checksum's own taken for spaces. */
  private int checksum() {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? ' ' : block.at(i);
    }
    return sum;
  }

  private Bytes field(int at, int size) {
    return block.slice(at, at + size);
  }
}
