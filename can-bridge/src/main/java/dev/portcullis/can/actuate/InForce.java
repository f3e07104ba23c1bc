package dev.portcullis.can.actuate;

import dev.portcullis.can.permit.TransmitAllowlist;
import dev.portcullis.can.permit.TransmitMode;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.secoc.SecOcParts;

/**
 * Everything that comes from one description of the car. It is replaced as a whole: no action of
 * one description goes out by the list of another, or on a state that another one named.
 */
record InForce(
    CommandMap map,
    Conditions conditions,
    TransmitAllowlist allowlist,
    SecuredTraffic secured,
    Receiver receiver) {

  static InForce of(
      CommandMap map,
      SecOcParts secOc,
      TransmitMode mode,
      MonotonicClock clock,
      BridgeObservers observers) {
    var unauthentic = new UnauthenticCounts(observers.unauthentic());
    var secured = new SecuredTraffic(map.securedUses(), secOc, unauthentic);
    return new InForce(
        map,
        new Conditions(map),
        new TransmitAllowlist(map.transmit(), mode, clock),
        secured,
        new Receiver(
            map, secured, unauthentic, new Gestures(map.gestures(), observers.gestures())));
  }
}
