package dev.portcullis.crypto.attest.android;

/**
 * A package and its version code: {@code AttestationPackageInfo} of the schema.
 *
 * @param name its application id, in visible ASCII
 */
public record AndroidPackage(String name, long version) {}
