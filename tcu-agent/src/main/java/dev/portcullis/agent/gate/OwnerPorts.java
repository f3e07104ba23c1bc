package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.EnrolmentRule;
import dev.portcullis.agent.grant.EvidenceAppraiser;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.crypto.cose.SigningAuthority;

/**
 * What the gate is handed for the register of owners and keys.
 *
 * @param rule which keys count as enrolled
 * @param handOvers whose threshold signs hand-overs: the policy authority
 * @param presence who gives a signal in the car
 * @param evidence appraises what platforms say of new keys
 */
public record OwnerPorts(
    EnrolmentRule rule,
    SigningAuthority handOvers,
    Presence presence,
    EvidenceAppraiser evidence) {}
