package dev.portcullis.crypto.message;

/**
 * The vehicle's signed word to every owner about who may command it. The back-end passes it on to
 * each owner's phone; a gap in the numbers of a boot tells the phone that one was held back.
 *
 * @param number 1 for the first of a boot, then one more each time
 */
public record Notice(VehicleId vehicle, BootId boot, long number, OwnerNotice what) {

  /** Checks what the codec has already refused. */
  public Notice {
    if (number < 1) {
      throw new IllegalArgumentException("a notice of number " + number);
    }
  }
}
