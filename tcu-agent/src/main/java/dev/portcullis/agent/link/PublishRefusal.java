package dev.portcullis.agent.link;

/** Why a broker did not take what was published (MQTT 5, section 3.4.2.1). */
public enum PublishRefusal {
  /** 0x87: the access list does not let this vehicle publish there. */
  NOT_AUTHORISED,
  /** 0x90: the broker does not take the topic's name. */
  TOPIC_INVALID,
  /** 0x97: the broker's quota is used up. */
  QUOTA_EXCEEDED,
  /** Larger than the packets this broker says it takes; it was not sent. */
  TOO_LARGE,
  /** Any other reason code from 0x80. */
  OTHER;

  private static final int LEAST_ERROR = 0x80;

  /** Whether a PUBACK's reason code means that the broker took it. */
  static boolean isSuccess(int reasonCode) {
    return reasonCode < LEAST_ERROR;
  }

  /** The refusal for a reason code from 0x80. */
  static PublishRefusal of(int reasonCode) {
    return switch (reasonCode) {
      case 0x87 -> NOT_AUTHORISED;
      case 0x90 -> TOPIC_INVALID;
      case 0x97 -> QUOTA_EXCEEDED;
      case 0x95 -> TOO_LARGE;
      default -> OTHER;
    };
  }
}
