package dev.portcullis.agent.grant;

/**
 * The way to every owner of the vehicle. A notice follows what it tells of, which is durable by
 * then; a power cut in between loses it.
 */
@FunctionalInterface
public interface OwnerNotices {

  /** Tells every owner. Called on the gate's thread; must not wait. */
  void tell(OwnerNotice notice);
}
