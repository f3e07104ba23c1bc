/** Who owns the vehicle, and how keys come to it. */
package dev.portcullis.agent.grant;
