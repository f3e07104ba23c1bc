package dev.portcullis.can.secoc.kept;

import dev.portcullis.crypto.durable.DurableRefusal;
import java.nio.file.Path;

/**
 * Why SecOC cannot begin.
 *
 * @param where the file
 * @param reason what is wrong with it, for a person
 * @param next what to do about it
 */
public record SecOcFault(String where, String reason, String next) {

  static SecOcFault of(Path where, DurableRefusal why) {
    return new SecOcFault(where.toString(), why.meaning(), why.next());
  }
}
