package dev.portcullis.simulator.phone;

import dev.portcullis.simulator.broker.MqttRefusal;
import java.time.Duration;

/** Why a phone has no answer of the vehicle to show. */
public sealed interface Trouble {

  /** The broker does not let the phone in, or does not take what it sends. */
  record AtTheBroker(MqttRefusal why) implements Trouble {}

  /** The command service does not do what was asked. */
  record AtTheService(ServiceRefusal why) implements Trouble {}

  /** What came cannot be believed. */
  record NotBelieved(PhoneRefusal why) implements Trouble {}

  /** The command service says nothing. */
  record ServiceSilent(Duration waited) implements Trouble {}

  /** The command was sent, and no receipt came: it may have been carried out, or not. */
  record VehicleSilent(Duration waited) implements Trouble {}
}
