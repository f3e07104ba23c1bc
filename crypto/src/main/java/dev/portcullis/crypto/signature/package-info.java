/**
 * Signatures of others: the keys and algorithms that platforms, Verifiers and certificate chains
 * use besides the two of our own messages. They are verified here and never made.
 */
package dev.portcullis.crypto.signature;
