package dev.portcullis.agent.link;

/**
 * One handing-over of a message. The broker keeps the message, and hands it over again on the next
 * connection, until it is settled.
 */
@FunctionalInterface
public interface Delivery {

  /**
   * Says that what follows from the message is durable: the broker may forget it. From any thread,
   * more than once without harm. If the connection it came on has ended, this does nothing at the
   * broker: the message comes again, and is to be settled again.
   *
   * <p>Every delivery must be settled sooner or later, also of a message that was refused: the link
   * holds a limited number of unsettled ones, and stops taking in when they are used up.
   */
  void settled();
}
