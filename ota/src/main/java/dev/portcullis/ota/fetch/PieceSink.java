package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;

/**
 * Takes a file as it comes.
 *
 * @param <E> what may go wrong with taking it
 */
@FunctionalInterface
public interface PieceSink<E extends Exception> {

  /** The next piece. */
  void accept(Bytes piece) throws E;
}
