/**
 * Apple App Attest, after Apple's public description of how a server validates attestations and
 * assertions: a genuine app on a genuine device holds a key in its secure hardware. Nothing is said
 * of any other key the app uses.
 */
package dev.portcullis.crypto.attest.apple;
