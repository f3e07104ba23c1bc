/** Software and policy from the OEM as Uptane targets. */
package dev.portcullis.ota;
