package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.EnrolmentRule;
import dev.portcullis.agent.grant.EvidenceAppraiser;
import dev.portcullis.agent.grant.OwnerNotices;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.function.Consumer;

/**
 * What the gate is handed for the register of owners and keys.
 *
 * @param rule which keys count as enrolled
 * @param handOvers whose threshold signs hand-overs at the start: the policy authority, which a
 *     policy may change
 * @param presence who gives a signal in the car
 * @param evidence appraises what platforms say of new keys
 * @param notices the way to every owner
 * @param checkpoints takes each signed checkpoint, to be published; the newest wins, none waits
 */
public record OwnerPorts(
    EnrolmentRule rule,
    SigningAuthority handOvers,
    Presence presence,
    EvidenceAppraiser evidence,
    OwnerNotices notices,
    Consumer<Bytes> checkpoints) {}
