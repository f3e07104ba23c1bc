/** What the agent tells people and programs that watch it. */
package dev.portcullis.agent.report;
