/** Values every other package builds on: byte strings, digests, secrets and outcomes. */
package dev.portcullis.crypto;
