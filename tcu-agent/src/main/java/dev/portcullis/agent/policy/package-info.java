/** What the manufacturer allows, from exact signed bytes. */
package dev.portcullis.agent.policy;
