package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;

/** Where files come from: a repository's folder of metadata, or of targets. */
public interface FileSource {

  /**
   * Fetches a file into {@code sink}, and passes with how many bytes came.
   *
   * @param path relative, its segments percent-encoded
   * @param limit in bytes; what is longer is cut off and refused
   */
  <E extends Exception> Outcome<Long, FetchFailure> fetch(
      String path, long limit, PieceSink<E> sink) throws E;

  /** Fetches a small file as a whole. */
  default Outcome<Bytes, FetchFailure> fetch(String path, int limit) {
    var pieces = new ArrayList<Bytes>();
    return this.<RuntimeException>fetch(path, limit, pieces::add)
        .map(_ -> Bytes.concat(pieces.toArray(Bytes[]::new)));
  }
}
