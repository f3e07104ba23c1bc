package dev.portcullis.simulator.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** The authority's own key and certificate. */
record Issuer(PrivateKey key, X509Certificate certificate) {}
