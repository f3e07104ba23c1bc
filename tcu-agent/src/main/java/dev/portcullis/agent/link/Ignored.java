package dev.portcullis.agent.link;

/** Why a message from the broker went no further. */
public enum Ignored {
  /** It came on a topic the link never asked for. */
  FOREIGN_TOPIC,
  /** More unsettled messages than the broker was allowed; it stays with the broker if it can. */
  OVERFLOW
}
