/** What a decision cannot cost less than, measured in the agent's own process. */
package dev.portcullis.agent.bench;
