/**
 * Uptane on top of two repositories: what the Director directs, and the Image repository vouches
 * for.
 */
package dev.portcullis.ota.uptane;
