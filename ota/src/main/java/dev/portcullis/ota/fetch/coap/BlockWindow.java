package dev.portcullis.ota.fetch.coap;

/**
 * How many blocks are asked for at a time. At a round trip of 50 ms one block of 1024 bytes at a
 * time is 20 KB/s, 32 are 640 KB/s.
 *
 * @param blocks 1 to 256, outstanding at most
 * @param size asked for; the server may choose a smaller one
 */
public record BlockWindow(int blocks, BlockSize size) {

  /** 32 blocks of 1024 bytes. */
  public static final BlockWindow STANDARD = new BlockWindow(32, BlockSize.B1024);

  private static final int MOST = 256;
  private static final int SPAN = 4;

  /** Checks the number. */
  public BlockWindow {
    if (blocks < 1 || blocks > MOST) {
      throw new IllegalArgumentException("a window has 1 to " + MOST + " blocks, not " + blocks);
    }
  }

  /**
   * How far behind the first missing block others are asked for, in blocks: a lost one does not
   * stop the rest while it is asked for again. So many blocks are kept in memory at most.
   */
  int span() {
    return blocks == 1 ? 1 : SPAN * blocks;
  }
}
