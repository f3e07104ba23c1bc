package dev.portcullis.ota.install;

/** Why the running process does not go by what was offered to it. */
public sealed interface LiveRefusal {

  /** For people. */
  String why();

  /** It will never take this: it does not hold, or does not fit the car. */
  record ForGood(String why) implements LiveRefusal {}

  /** What it takes was not there at this moment, such as the bridge or the disk. */
  record ForNow(String why) implements LiveRefusal {}
}
