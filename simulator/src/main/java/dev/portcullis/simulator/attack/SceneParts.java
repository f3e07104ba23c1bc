package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.cloud.BackEnd;
import dev.portcullis.simulator.cloud.Cloud;
import dev.portcullis.simulator.phone.PhoneKey;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The world an attacker finds.
 *
 * @param atTheCar what people do who stand there
 * @param owner what the owner's phone holds
 * @param lost the key of a phone that was lost, and that the policy revoked
 * @param agent what can be seen of the agent
 * @param gate what somebody can do who took the agent over
 * @param administrator a login at the broker that may publish anything
 * @param platforms platforms that the policy knows
 * @param policies where the next policy comes from
 * @param allowance after how many commands in a short while the next is one too many
 */
public record SceneParts(
    Estate estate,
    Cloud cloud,
    BackEnd backEnd,
    SimulatedVehicle vehicle,
    AtTheCar atTheCar,
    PhoneKey owner,
    Signer lost,
    AgentWatch agent,
    GateSeat gate,
    MqttLogin administrator,
    Platforms platforms,
    PolicyDesk policies,
    int allowance,
    InstantSource clock,
    SecureRandom random) {}
