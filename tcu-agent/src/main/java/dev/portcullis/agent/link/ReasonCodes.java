package dev.portcullis.agent.link;

import java.util.Locale;

/** Names the reason codes of MQTT 5 (section 2.4) that end a connection or a subscription. */
final class ReasonCodes {

  /** Codes from here on are errors. */
  static final int LEAST_ERROR = 0x80;

  private ReasonCodes() {}

  /** For the reason code of a CONNACK, from 0x80. */
  static Why connectRefused(int code) {
    var cause =
        switch (code) {
          case 0x86, 0x87, 0x8A, 0x8C -> Cause.NOT_AUTHORISED_TO_CONNECT;
          case 0x85 -> Cause.CLIENT_ID_REFUSED;
          case 0x88, 0x89, 0x97, 0x9F -> Cause.BROKER_BUSY;
          default -> Cause.BROKER_UNSUITABLE;
        };
    return new Why(cause, text(code));
  }

  /** For the reason code of a SUBACK other than the QoS that was asked for. */
  static Why subscribeRefused(String topic, int code) {
    if (code < LEAST_ERROR) {
      return new Why(Cause.BROKER_UNSUITABLE, topic + ": granted QoS " + code);
    }
    var cause = code == 0x87 ? Cause.NOT_AUTHORISED_TO_SUBSCRIBE : Cause.SUBSCRIBE_REFUSED;
    return new Why(cause, topic + ": " + text(code));
  }

  /** For the reason code of the broker's DISCONNECT. */
  static Why disconnected(int code) {
    var cause =
        switch (code) {
          case 0x8E -> Cause.TAKEN_OVER;
          case 0x87 -> Cause.NOT_AUTHORISED_TO_CONNECT;
          case 0x88, 0x89, 0x97, 0x9F -> Cause.BROKER_BUSY;
          default -> Cause.ENDED_BY_BROKER;
        };
    return new Why(cause, text(code));
  }

  /** For what a broker refused to take. */
  static Why publishRefused(String topic, PublishRefusal why) {
    var cause =
        switch (why) {
          case NOT_AUTHORISED -> Cause.NOT_AUTHORISED_TO_PUBLISH;
          case TOPIC_INVALID, QUOTA_EXCEEDED, TOO_LARGE, OTHER -> Cause.PUBLISH_REFUSED;
        };
    return new Why(cause, topic + ": " + why.name());
  }

  private static String text(int code) {
    return String.format(Locale.ROOT, "reason code 0x%02X", code);
  }
}
