package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes ustar archives, the good ones and, header by header, the bad ones. */
public final class TestArchive {

  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A folder. */
  public TestArchive folder(String name) {
    return entry(new Header(name + "/").put(100, "0000755").put(156, "5"), "");
  }

  /** A file that is read. */
  public TestArchive file(String name, String content) {
    return entry(header(name, content), content);
  }

  /** A file that is run. */
  public TestArchive program(String name, String content) {
    return entry(header(name, content).put(100, "0000755"), content);
  }

  /** An entry with any header. */
  public TestArchive entry(Header header, String content) {
    out.writeBytes(header.bytes());
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(bytes);
    return raw(new byte[-bytes.length & (BLOCK - 1)]);
  }

  /** Any bytes. */
  public TestArchive raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** What is written so far. */
  public Bytes unfinished() {
    return Bytes.of(out.toByteArray());
  }

  /** The archive with its end. */
  public Bytes bytes() {
    return Bytes.concat(unfinished(), Bytes.of(new byte[2 * BLOCK]));
  }

  /** A file's header as it has to be. */
  public static Header header(String name, String content) {
    int size = content.getBytes(StandardCharsets.UTF_8).length;
    return new Header(name).put(124, "%011o".formatted(size));
  }

  /** One block, of an empty file until it is changed. */
  public static final class Header {

    private final byte[] block = new byte[BLOCK];
    private int checksumError;

    /** Of the name, as it is. */
    public Header(String name) {
      write(0, name);
      write(100, "0000644");
      write(108, "0000000");
      write(116, "0000000");
      write(124, "00000000000");
      write(136, "00000000000");
      write(156, "0");
      write(257, "ustar\00000");
      write(329, "0000000");
      write(337, "0000000");
    }

    /** Writes {@code text} at an index. */
    public Header put(int at, String text) {
      write(at, text);
      return this;
    }

    private void write(int at, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** Makes the checksum wrong by so much. */
    public Header withChecksumOffBy(int error) {
      checksumError = error;
      return this;
    }

    private byte[] bytes() {
      Arrays.fill(block, 148, 156, (byte) ' ');
      int sum = checksumError;
      for (byte each : block) {
        sum += each & 0xff;
      }
      write(148, "%06o\0 ".formatted(sum));
      return block.clone();
    }
  }
}
