/** Who owns the vehicle. */
package dev.portcullis.agent.grant;
