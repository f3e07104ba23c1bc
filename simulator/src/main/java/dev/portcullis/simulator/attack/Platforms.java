package dev.portcullis.simulator.attack;

import dev.portcullis.simulator.platform.AndroidPhones;
import dev.portcullis.simulator.platform.ApproovService;
import dev.portcullis.simulator.platform.EnclaveHost;

/** The platforms of others that the policy of the car knows. */
public record Platforms(ApproovService approov, EnclaveHost enclaves, AndroidPhones phones) {}
