/** The agent's one configuration file. */
package dev.portcullis.agent.config;
