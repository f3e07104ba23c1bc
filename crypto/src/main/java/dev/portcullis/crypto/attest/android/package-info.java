/**
 * Android Key Attestation, appraised by the vehicle itself: a chain of certificates in whose leaf
 * the phone's secure hardware describes the key that the leaf certifies, itself and the app (<a
 * href="https://source.android.com/docs/security/features/keystore/attestation">Key and ID
 * attestation</a>, with schemas for Keymaster 2 to 4.1 and KeyMint 1 to 5).
 *
 * <p>What is believed of the software-enforced list is what Android itself guarantees there: which
 * app asked for the key. That holds only on a device that booted verified software, which is why
 * root of trust and levels are required whatever the policy says.
 */
package dev.portcullis.crypto.attest.android;
