package dev.portcullis.simulator.cloud;

/**
 * What a back-end is made of.
 *
 * @param beacons the vehicles it knows
 * @param countersigner signs requests
 * @param verifier appraises apps; a real one is run by somebody else
 * @param time says what time it is; a real one is run by somebody else
 */
public record BackEndParts(
    BeaconBook beacons, Countersigner countersigner, EvidenceVerifier verifier, TimeService time) {}
