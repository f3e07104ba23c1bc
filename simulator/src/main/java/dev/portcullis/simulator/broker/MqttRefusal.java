package dev.portcullis.simulator.broker;

/** Why a broker did not do what a client asked for. */
public sealed interface MqttRefusal {

  /** The reason code (MQTT 5, section 2.4) for an action that the access rules forbid. */
  int NOT_AUTHORISED = 0x87;

  /** The broker answered with a reason code of 0x80 or more. */
  record Denied(int reasonCode) implements MqttRefusal {}

  /** No answer came within the deadline; what was asked for may still happen. */
  record TimedOut() implements MqttRefusal {}

  /** There is no connection, for this reason. */
  record Unreachable(String why) implements MqttRefusal {}
}
