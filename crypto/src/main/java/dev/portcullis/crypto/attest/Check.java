package dev.portcullis.crypto.attest;

import java.util.function.BiFunction;

/**
 * How documents of one format are held against one requirement.
 *
 * @param <D> a document taken apart, of which nothing is proven
 */
public record Check<D>(Requirement requirement, BiFunction<D, Occasion, Verdict> test) {}
