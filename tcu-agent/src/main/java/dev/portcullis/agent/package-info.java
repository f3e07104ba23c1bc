/**
 * The agent: takes commands from the link through the gate to can-bridge, and answers with
 * receipts.
 */
package dev.portcullis.agent;
