package dev.portcullis.ota.fetch;

/** Where images come from, over whatever transport. What it says is believed in nothing. */
public interface ImageSource {

  /** Where it is, for people. */
  String place();

  /**
   * The image at {@code path}; nothing is sent yet.
   *
   * @param path relative, its segments percent-encoded
   * @param length what verified metadata says, in bytes
   * @param budget for everything that is received of it
   */
  RemoteImage open(String path, long length, ByteBudget budget);
}
