/**
 * The car's description, signed by its describers, as can-bridge takes it: see docs/can-bridge.md.
 */
package dev.portcullis.can.description;
