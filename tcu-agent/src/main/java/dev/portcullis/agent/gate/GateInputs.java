package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Channel;
import java.security.SecureRandom;

/**
 * What the gate is handed.
 *
 * @param kernelBoot the kernel's id of its boot, which the boot clock counts from
 * @param channel over which requests arrive
 * @param owners for the register of owners and keys
 * @param verificationsPerSecond the budget of verifications: forged traffic costs this at the most
 * @param afterEach runs on the gate's thread after each command that was carried out; the bench
 *     switch measures there, everybody else does nothing
 */
public record GateInputs(
    Policy policy,
    Enrolment enrolment,
    OwnerPorts owners,
    Beacons beacons,
    TrustedTime time,
    BootClock clock,
    String kernelBoot,
    Ledger ledger,
    Car car,
    Signer receiptKey,
    Channel channel,
    String agentVersion,
    Answers answers,
    Reports reports,
    SecureRandom random,
    long verificationsPerSecond,
    Runnable afterEach) {}
