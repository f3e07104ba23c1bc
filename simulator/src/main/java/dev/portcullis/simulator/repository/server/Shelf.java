package dev.portcullis.simulator.repository.server;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.authority.Party;
import java.io.IOException;

/** What a server serves: the genuine repositories, or what somebody puts in their place. */
public interface Shelf {

  /**
   * The answer to a request for a file.
   *
   * @param caller whose certificate was shown
   * @param path below the server's root, without its first slash, as it was sent
   */
  Answer get(Party caller, String path) throws IOException;

  /** The answer to a file that was sent, of at most {@link RepositoryServer#LARGEST_UPLOAD}. */
  Answer put(Party caller, String path, Bytes content) throws IOException;
}
