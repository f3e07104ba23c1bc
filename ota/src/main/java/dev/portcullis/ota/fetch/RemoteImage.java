package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Outcome;

/**
 * One image at one server. It remembers the tag by which the server knew the file: once that
 * changes, {@link FetchFailure.Changed} is all it answers. For one thread.
 */
public interface RemoteImage extends AutoCloseable {

  /**
   * Fetches what is behind the first {@code from} bytes, in order, into {@code sink}, and passes
   * with how many bytes came: all of the rest. After a refusal the sink has what came until then.
   *
   * @param from 0 to the length
   */
  <E extends Exception> Outcome<Long, FetchFailure> fetch(long from, PieceSink<E> sink) throws E;

  /** Lets go of the connection. */
  @Override
  void close();
}
