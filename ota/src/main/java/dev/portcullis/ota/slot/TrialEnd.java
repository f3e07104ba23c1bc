package dev.portcullis.ota.slot;

/** How a trial ended. */
public enum TrialEnd {
  /** The version confirmed its health. */
  CONFIRMED,
  /** It was started as often as it may be and did not confirm. */
  ATTEMPTS_USED,
  /** Its files are not those that were installed. */
  SLOT_DAMAGED,
  /** How often it was started cannot be read any more. */
  COUNT_UNREADABLE,
  /** The launcher could not write down that it starts it: a full or read-only disk. */
  COUNT_NOT_WRITTEN,
  /** The running process did not take it, and nothing was changed. */
  LIVE_REFUSED,
  /** It was given up by the version that runs, before it ran: it may be tried again. */
  ABANDONED,
  /** Not of a trial: the confirmed version was damaged, and the one before it was started. */
  CONFIRMED_DAMAGED
}
