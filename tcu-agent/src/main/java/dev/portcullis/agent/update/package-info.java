/** The agent's own software and policy, from the OEM's repositories into the unit's slots. */
package dev.portcullis.agent.update;
