package dev.portcullis.can.remote;

import dev.portcullis.crypto.Digest;

/** How the agent stands with the process that holds the bridge. It keeps trying by itself. */
public sealed interface LinkStatus {

  /**
   * Connected.
   *
   * @param description of the car that can-bridge goes by
   */
  record Up(Digest description) implements LinkStatus {}

  /** Not connected: nothing can be asked, and nothing is transmitted. */
  record Down(Ending why) implements LinkStatus {}
}
