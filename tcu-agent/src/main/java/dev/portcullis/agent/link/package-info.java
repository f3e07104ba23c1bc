/**
 * The agent's connection to an MQTT 5 broker. {@link dev.portcullis.agent.link.MqttLink} is the way
 * in: commands and time statements arrive and are acknowledged only once they are settled; receipts
 * and the beacon go out and count as delivered only once the broker said so.
 *
 * <p>Eclipse Paho does the protocol and nothing else: every connection is a new client, dialled
 * over our own socket, given up at our own deadlines, and none of its reconnecting, buffering or
 * persistence is used.
 */
package dev.portcullis.agent.link;
