/**
 * The metadata of TUF and Uptane, parsed: what each role says, and the bytes its signers signed.
 */
package dev.portcullis.ota.metadata;
