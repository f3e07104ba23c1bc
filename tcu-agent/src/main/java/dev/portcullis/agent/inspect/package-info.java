/** Looks into documents for a person: what each of them must be, and what it is. */
package dev.portcullis.agent.inspect;
