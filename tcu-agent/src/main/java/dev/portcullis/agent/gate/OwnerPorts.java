package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.EvidenceAppraiser;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.SigningAuthority;

/**
 * What the gate is handed for the register of owners and keys.
 *
 * @param handOvers whose threshold signs hand-overs at the start: the policy authority, which a
 *     policy may change
 * @param presence who gives a signal in the car
 * @param linkKey the thumbprint of the key that the local link shows
 * @param evidence appraises what platforms say of new keys
 */
public record OwnerPorts(
    SigningAuthority handOvers, Presence presence, Digest linkKey, EvidenceAppraiser evidence) {}
