/**
 * State that survives a power cut: an append-only journal and small files replaced atomically, both
 * behind {@link dev.portcullis.crypto.durable.FileSystem}, the only way to the disk.
 */
package dev.portcullis.crypto.durable;
