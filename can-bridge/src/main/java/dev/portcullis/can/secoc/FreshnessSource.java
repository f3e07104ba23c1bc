package dev.portcullis.can.secoc;

import dev.portcullis.crypto.Outcome;

/** Gives each I-PDU the freshness value it is sent with. */
interface FreshnessSource {

  Outcome<FreshnessValue, SecureRefusal> next();

  /** Sets back what is reserved to what was used. */
  void giveBack();
}
