/** A phone: its key, the commands it signs, and how it talks with the command service. */
package dev.portcullis.simulator.phone;
