package dev.portcullis.simulator.vehicle;

import dev.portcullis.simulator.ecu.BodyState;
import dev.portcullis.simulator.ecu.EngineMode;
import dev.portcullis.simulator.ecu.Speed;

/** How the car really is at one moment, whatever its controllers report. */
public record CarState(BodyState body, EngineMode engine, Speed speed) {}
