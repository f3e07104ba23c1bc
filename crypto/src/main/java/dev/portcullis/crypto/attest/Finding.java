package dev.portcullis.crypto.attest;

/** One requirement, and how a document stands with it. */
public record Finding(Requirement requirement, Verdict verdict) {}
