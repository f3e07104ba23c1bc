/** An MQTT 5 broker in this process, with mutual TLS and an access rule for each certificate. */
package dev.portcullis.simulator.broker;
