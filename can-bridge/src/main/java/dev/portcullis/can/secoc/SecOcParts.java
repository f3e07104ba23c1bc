package dev.portcullis.can.secoc;

/**
 * What SecOC takes from the unit it runs in.
 *
 * @param sent up to where freshness was used for what this unit sends
 * @param received up to where it was accepted in what this unit watches; another store than {@code
 *     sent}
 */
public record SecOcParts(SecOcKeys keys, FreshnessStore sent, FreshnessStore received) {}
