package dev.portcullis.agent.local;

/** Who decides what phones ask for over the local link. */
@FunctionalInterface
public interface LocalRequests {

  /**
   * Takes a request. Called on the link's one protocol thread, so it must return soon and hand what
   * takes time to a thread of its own; what the link has asked and not got answered is bounded by
   * {@link LocalSettings#requests}.
   */
  void asked(LocalRequest request, LocalAnswer answer);
}
