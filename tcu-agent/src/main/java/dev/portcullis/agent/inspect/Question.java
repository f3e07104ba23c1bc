package dev.portcullis.agent.inspect;

import dev.portcullis.crypto.attest.AttesterRole;
import java.time.Instant;

/** What is asked about a document. */
record Question(String format, AttesterRole role, Instant at) {}
