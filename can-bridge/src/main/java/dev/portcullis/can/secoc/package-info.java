/**
 * Secure Onboard Communication (AUTOSAR SecOC): authentic I-PDUs become secured ones and back.
 * Pure: keys, durable freshness and time are handed in.
 */
package dev.portcullis.can.secoc;
