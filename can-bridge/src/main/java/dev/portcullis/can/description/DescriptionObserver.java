package dev.portcullis.can.description;

/** Told what becomes of descriptions that are offered to a running bridge. */
public interface DescriptionObserver {

  /** The bridge goes by {@code description}. */
  void inForce(SignedDescription description);

  /** It does not go by what was offered. */
  void refused(ChangeRefusal why);
}
