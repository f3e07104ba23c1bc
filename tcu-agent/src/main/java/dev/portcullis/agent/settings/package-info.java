/**
 * Trees of settings, read by hand: unknown, missing and mistyped keys have a place and a reason.
 */
package dev.portcullis.agent.settings;
