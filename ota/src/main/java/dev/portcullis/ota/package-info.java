/**
 * Software and policy from the OEM as Uptane targets. Holds no code yet: the update core comes with
 * its own step.
 */
package dev.portcullis.ota;
